package uk.childpathways.submissions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes of a submission that could be accepted one that a broken browser, a careless program or an attacker sends. */
final class Mutations {

    /** What is sent: the type and the bytes of the body. */
    record Sent(String contentType, byte[] body) {}

    /** How and where it is sent. */
    record Asked(String method, String path) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u00A0",
            "\u200B\u200B",
            "\u2800",
            "\u3164",
            "\\u0000",
            "a\\u0000b\\",
            "\u0000",
            "a\u0000b",
            "\uD83D",
            "\uDE00x",
            "\u0001\u0007\u001B",
            "\uFFFF\uFFFE",
            "👩‍👧 Ünïcode “quotes” عربى \u202Egnirts",
            "null",
            "undefined",
            "NaN",
            "${1+1}",
            "#{''.getClass().forName('java.lang.Runtime')}",
            "=now()",
            "= if true then 1 else 2",
            "<script>alert(1)</script>",
            "'; drop table pathways.child; --",
            "{\"a\": [1, {\"b\": null}]}",
            "[{\"childRef\": \"C-1001\"}]",
            "[",
            "../../etc/passwd",
            "C-1001",
            "C-9999",
            "PF-sw.north",
            "00000000-0000-0000-0000-000000000000",
            "sw.north",
            "admin",
            "%00%0d%0a",
            "2026-02-30",
            "0000-00-00",
            "99999-01-01",
            "+999999999-12-31",
            "-0001-01-01",
            "2026-04-03T25:61",
            "2026-04-03T10:00+99:00",
            "31/12/2026",
            "24:00",
            "1e400",
            "-1",
            "0x10",
            "999999999999999999999999999999");

    /** Days that no form can mean. */
    private static final List<String> DAYS = List.of(
            "0001-01-01",
            "1066-10-14",
            "1899-12-31",
            "2026-02-29",
            "2026-13-01",
            "9999-12-31",
            "10000-01-01",
            "-2026-01-01",
            "+2026-01-01",
            "2026-1-1",
            "2026-W10-1",
            "2026-01-01T00:00:00Z",
            "２０２６-01-01",
            "2026-01-01\u200B",
            " 2026-01-01 ",
            "294277-01-01",
            "today");

    private static final List<String> NAMES = List.of(
            "childRef",
            "journeyId",
            "deadlineId",
            "processInstanceId",
            "initiator",
            "__proto__",
            "constructor",
            "this",
            "parent",
            "a.b.c",
            "a[0].b",
            "",
            " ",
            "ünï",
            "x\u0000y",
            "execution",
            "null");

    private static final List<String> TYPES = List.of(
            "Object",
            "File",
            "Bytes",
            "Date",
            "Xml",
            "Null",
            "String",
            "Integer",
            "Long",
            "Double",
            "Boolean",
            "Json",
            "java.util.Map",
            "",
            "object",
            "Number",
            "Short");

    private final Random by;

    Mutations(Random by) {
        this.by = by;
    }

    /** The submission as Tasklist would send it. */
    static Sent whole(Map<String, Object> answers) {
        return json(envelope(answers));
    }

    /** The same with one to three things wrong. */
    Sent of(Map<String, Object> answers) {
        int kind = by.nextInt(100);
        if (kind < 12) {
            return broken(envelope(answers));
        }
        if (kind < 16) {
            return oddlyWorded(answers);
        }
        ObjectNode envelope = envelope(answers);
        int times = 1 + by.nextInt(3);
        for (int i = 0; i < times; i++) {
            mutate(envelope);
        }
        return json(envelope);
    }

    /** Complete and in order, but for what people wrote: much of it is accepted, and then must be kept. */
    private Sent oddlyWorded(Map<String, Object> answers) {
        Map<String, Object> worded = new java.util.LinkedHashMap<>(answers);
        worded.replaceAll((name, value) -> value instanceof String text && text.startsWith("For the test")
                ? pick(TEXTS) + text + pick(TEXTS)
                : value);
        return whole(worded);
    }

    /** The address, or the way in which it is asked, is not the one. */
    Asked oddly(String path) {
        int slash = path.lastIndexOf('/');
        String what = path.substring(slash);
        String of = path.substring(0, slash);
        String before = of.substring(0, of.lastIndexOf('/') + 1);
        return switch (by.nextInt(18)) {
            case 0 -> new Asked(pick(List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND")), path);
            case 1 ->
                new Asked("POST", path + pick(List.of("/", "/x", "?x=%00", "?%ff=1", "?maxResults=-1", "#x", "?")));
            case 2 -> new Asked("POST", path + pick(List.of(";a=b", ";jsessionid=1", ";/..", "%3Bx")));
            case 3 -> new Asked("POST", pick(List.of("/", "/.", "/./", "/x/..", "/%2e", "//")) + path);
            case 4 ->
                new Asked("POST", of + pick(List.of("/%2e%2e", "/..", "/%2F", "/%5C", "//", "/%252e%252e")) + what);
            case 5 ->
                new Asked("POST", of + pick(List.of("%00", "%0d%0a", "%", "%zz", "%c0%af", "%ff", "%u0041")) + what);
            case 6 ->
                new Asked("POST", before + java.util.UUID.nameUUIDFromBytes(new byte[] {(byte) by.nextInt()}) + what);
            case 7 ->
                new Asked(
                        "POST", before + pick(List.of("%20", "'", "%22", "null", "undefined", "0", "-1", "*")) + what);
            case 8 -> new Asked("POST", before + "x".repeat(1 + by.nextInt(5_000)) + what);
            case 9 ->
                new Asked("POST", before + pick(List.of("%E2%80%8B", "%F0%9F%91%A9", "%ED%A0%80", "%EF%BF%BF")) + what);
            case 10 -> new Asked("POST", path.toUpperCase(java.util.Locale.ROOT));
            case 11 -> new Asked("POST", of);
            case 12 -> new Asked("POST", of + pick(List.of("/complete", "/start", "/resolve", "/claim", "/variables")));
            case 13 -> new Asked("POST", path.replace("/engine-rest/", "/engine-rest/engine/default/"));
            case 14 -> new Asked("POST", path.replace("/engine-rest/", "/engine-rest/engine/none/"));
            case 15 -> new Asked("POST", path.replace("/engine-rest/", "/camunda/api/engine/engine/default/"));
            case 16 -> new Asked("POST", path.replace("/engine-rest", "/api"));
            default -> new Asked("POST", path + "?x=" + "y".repeat(by.nextInt(20_000)));
        };
    }

    private static ObjectNode envelope(Map<String, Object> answers) {
        ObjectNode envelope = NODES.objectNode();
        ObjectNode variables = envelope.putObject("variables");
        answers.forEach((name, value) -> {
            ObjectNode one = variables.putObject(name);
            if (value instanceof List || value instanceof Map) {
                one.put("type", "Json").put("value", JSON.valueToTree(value).toString());
            } else {
                one.set("value", JSON.valueToTree(value));
            }
        });
        return envelope;
    }

    private static Sent json(JsonNode body) {
        return new Sent("application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void mutate(ObjectNode envelope) {
        if (!(envelope.get("variables") instanceof ObjectNode variables)) {
            return;
        }
        List<String> names = new ArrayList<>();
        variables.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() || by.nextInt(8) == 0 ? pick(NAMES) : pick(names);
        if (variables.path(name).path("value").asText().matches("\\d{4}-\\d\\d-\\d\\d.*") && by.nextBoolean()) {
            variables.set(name, NODES.objectNode().put("value", pick(DAYS)));
            return;
        }
        switch (by.nextInt(14)) {
            case 0 -> variables.remove(name);
            case 1 -> variables.set(name, NODES.objectNode().set("value", anything(0)));
            case 2 -> variables.set(name, NODES.objectNode().put("value", pick(TEXTS)));
            case 3 -> variables.set(name, anything(0));
            case 4 ->
                variables.set(
                        name,
                        NODES.objectNode()
                                .put("value", "x".repeat(1 + by.nextInt(5) * by.nextInt(30_000)))
                                .put("type", "String"));
            case 5 -> {
                ObjectNode typed = NODES.objectNode();
                typed.set("value", by.nextBoolean() ? NODES.textNode(pick(TEXTS)) : anything(0));
                typed.put("type", pick(TYPES));
                if (by.nextBoolean()) {
                    typed.putObject("valueInfo")
                            .put("objectTypeName", pick(List.of("java.util.HashMap", "x", "")))
                            .put(
                                    "serializationDataFormat",
                                    pick(List.of("application/json", "application/x-java-serialized-object", "")));
                }
                variables.set(name, typed);
            }
            case 6 -> {
                ObjectNode typed = NODES.objectNode();
                typed.set("value", NODES.textNode(rows().toString()));
                variables.set(name, typed.put("type", "Json"));
            }
            case 7 -> variables.set(pick(NAMES), NODES.objectNode().put("value", pick(TEXTS)));
            case 8 -> envelope.set("variables", anything(0));
            case 9 ->
                envelope.set(
                        pick(List.of(
                                "businessKey",
                                "caseInstanceId",
                                "withVariablesInReturn",
                                "startInstructions",
                                "skipCustomListeners",
                                "skipIoMappings",
                                "nonsense")),
                        anything(0));
            case 10 -> variables.set(name, NODES.objectNode().set("value", rows()));
            case 11 ->
                variables.set(name, NODES.objectNode().put("value", by.nextDouble() * Math.pow(10, by.nextInt(300))));
            case 12 -> variables.set(name, NODES.objectNode().put("value", pick(TEXTS) + pick(TEXTS)));
            default -> variables.set(name, NODES.objectNode().put("value", by.nextInt(3) - 1));
        }
    }

    private JsonNode rows() {
        ArrayNode rows = NODES.arrayNode();
        int number = by.nextInt(6) == 0 ? 400 : by.nextInt(4);
        for (int i = 0; i < number; i++) {
            if (by.nextInt(4) == 0) {
                rows.add(anything(1));
            } else {
                ObjectNode row = rows.addObject();
                for (String key : List.of("childRef", "action", "owner", "by", "name", pick(NAMES))) {
                    if (by.nextInt(3) > 0) {
                        row.set(key, by.nextInt(3) == 0 ? anything(1) : NODES.textNode(pick(TEXTS)));
                    }
                }
            }
        }
        return rows;
    }

    private JsonNode anything(int depth) {
        return switch (by.nextInt(depth > 3 ? 7 : 9)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(by.nextBoolean());
            case 2 -> NODES.numberNode(by.nextLong());
            case 3 -> NODES.numberNode(by.nextGaussian() * Math.pow(10, by.nextInt(20)));
            case 4 -> NODES.textNode(pick(TEXTS));
            case 5 -> NODES.arrayNode();
            case 6 -> NODES.objectNode();
            case 7 -> NODES.arrayNode().add(anything(depth + 1)).add(anything(depth + 1));
            default -> {
                ObjectNode object = NODES.objectNode();
                object.set("value", anything(depth + 1));
                object.set(pick(NAMES), anything(depth + 1));
                yield object;
            }
        };
    }

    /** No submission at all. */
    private Sent broken(ObjectNode envelope) {
        String text = envelope.toString();
        return switch (by.nextInt(16)) {
            case 0 -> sent("null");
            case 1 -> sent("");
            case 2 -> sent("[]");
            case 3 -> sent("\"text\"");
            case 4 -> sent("42");
            case 5 -> sent(text.substring(0, by.nextInt(text.length())));
            case 6 -> sent(text + pick(List.of("}", "{}", "x", "\u0000", ",")));
            case 7 -> sent("[".repeat(20_000));
            case 8 -> sent("{\"variables\":" + "{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000) + "}");
            case 9 -> sent("{\"variables\":{\"a\":{\"value\":1},\"a\":{\"value\":2}}}");
            case 10 ->
                sent("{\"variables\":{\"a\":{\"value\":"
                        + pick(List.of("1e400", "NaN", "-", "01", "0x1", "1".repeat(2_000))) + "}}}");
            case 11 ->
                new Sent("application/json", new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'});
            case 12 ->
                new Sent(
                        pick(List.of(
                                "text/plain",
                                "application/xml",
                                "multipart/form-data",
                                "nonsense",
                                "application/x-www-form-urlencoded")),
                        text.getBytes(StandardCharsets.UTF_8));
            case 13 -> sent("{\"variables\":{\"a\":{\"value\":\"\\ud800\"}}}");
            case 14 -> sent("{\"variables\":{\"\\u0000\":{\"value\":\"\\u0000\"}}}");
            default -> new Sent("application/json;charset=UTF-16", text.getBytes(StandardCharsets.UTF_16));
        };
    }

    private static Sent sent(String text) {
        return new Sent("application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    private <T> T pick(List<T> of) {
        return of.get(by.nextInt(of.size()));
    }
}
