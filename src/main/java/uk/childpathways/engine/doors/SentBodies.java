package uk.childpathways.engine.doors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Reads what was sent to the engine before the engine does: it takes a body for what it expects and fails where it is
 * something else. Here that is a refusal which says what was wrong.
 */
@Component
class SentBodies {

    /** The longest body of JSON, in bytes: a form with every field full has a tenth of it. */
    private static final int LONGEST = 2_000_000;

    private static final int DEEPEST = 50;

    /** The most that one list may be asked for at a time. */
    private static final int MOST = 10_000;

    private static final Pattern SUBMISSION =
            Pattern.compile("/task/[^/]+/(complete|submit-form)|/process-definition/(key/)?[^/]+/(start|submit-form)");
    private static final Pattern WITH_BODY =
            Pattern.compile(SUBMISSION.pattern() + "|/task|/task/count|/task/[^/]+/claim|/filter/[^/]+/(list|count)");

    /** What the engine may be told beside the answers. */
    private static final Set<String> BESIDE_ANSWERS =
            Set.of("variables", "businessKey", "caseInstanceId", "withVariablesInReturn");

    private static final Set<String> TYPES =
            Set.of("string", "boolean", "integer", "short", "long", "double", "date", "json", "object", "null");

    private final ObjectMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100)
                            .maxStringLength(LONGEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Whether this operation brings answers to a form. */
    static boolean isSubmission(String operation) {
        return SUBMISSION.matcher(operation).matches();
    }

    /** What was sent cannot be read as what belongs here. */
    static final class Unreadable extends Exception {
        private final transient Said said;

        Unreadable(int status, String title, String sentence) {
            super(sentence);
            said = new Said(status, title, sentence);
        }

        Unreadable(String sentence) {
            this(400, "Not accepted", sentence);
        }

        Said said() {
            return said;
        }
    }

    /**
     * The request, its body read once and found to be what the operation takes.
     *
     * @throws Unreadable when it is not
     */
    HttpServletRequest read(HttpServletRequest request, String operation) throws IOException, Unreadable {
        checkQuestion(request);
        if (!"POST".equals(request.getMethod()) || !WITH_BODY.matcher(operation).matches()) {
            return request;
        }
        byte[] body = bodyOf(request);
        checkType(request);
        JsonNode sent = parsed(body);
        checkTexts(sent, "");
        if (isSubmission(operation)) {
            checkSubmission(sent);
        } else {
            checkNothingMissing(sent);
            checkNoExpression(sent);
        }
        return new ReadAlready(request, body);
    }

    private static void checkQuestion(HttpServletRequest request) throws Unreadable {
        String query = request.getQueryString();
        for (String one : query == null ? new String[0] : query.split("&")) {
            // Not by getParameter: of a form that would read the body.
            String[] pair = one.split("=", 2);
            String name = decoded(pair[0]);
            String value = pair.length == 1 ? "" : decoded(pair[1]);
            checkText(name, "The address");
            checkText(value, "'" + shortened(name) + "' in the address");
            if (List.of("firstResult", "maxResults").contains(name)) {
                checkCount(name, value);
            }
        }
    }

    private static String decoded(String sent) throws Unreadable {
        try {
            String text = URLDecoder.decode(sent, StandardCharsets.UTF_8);
            if (text.indexOf('\uFFFD') < 0 || sent.toUpperCase(Locale.ROOT).contains("%EF%BF%BD")) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new Unreadable("The address cannot be read: check its % signs.");
    }

    private static void checkCount(String name, String value) throws Unreadable {
        if (!value.matches("\\d{1,9}") || name.equals("maxResults") && Integer.parseInt(value) > MOST) {
            throw new Unreadable("'" + name + "' must be a whole number, at least 0"
                    + (name.equals("maxResults") ? " and at most " + MOST : "") + ".");
        }
    }

    private static byte[] bodyOf(HttpServletRequest request) throws IOException, Unreadable {
        byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            throw new Unreadable(
                    413,
                    "Too large",
                    "More was sent than any form can take: at most 2 megabytes. Shorten the longest answers.");
        }
        return body;
    }

    private static void checkType(HttpServletRequest request) throws Unreadable {
        try {
            if (request.getContentType() != null
                    && MediaType.APPLICATION_JSON.isCompatibleWith(
                            MediaType.parseMediaType(request.getContentType()))) {
                return;
            }
        } catch (InvalidMediaTypeException e) {
            // No type at all is no JSON either.
        }
        throw new Unreadable(415, "Not JSON", "Send JSON here, with the header Content-Type: application/json.");
    }

    private JsonNode parsed(byte[] body) throws IOException, Unreadable {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(java.nio.ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Unreadable("What was sent is not UTF-8 text.");
        }
        JsonNode sent;
        try (JsonParser parser = json.createParser(text)) {
            sent = json.readTree(parser);
        } catch (StreamConstraintsException e) {
            throw new Unreadable("What was sent is nested deeper than " + DEEPEST
                    + " levels, or has a number of more than 100 figures.");
        } catch (JsonProcessingException e) {
            throw new Unreadable("What was sent cannot be read as JSON"
                    + (e.getLocation() == null
                            ? "."
                            : ": see line " + e.getLocation().getLineNr() + ", column "
                                    + e.getLocation().getColumnNr() + "."));
        }
        if (sent == null || !sent.isObject()) {
            throw new Unreadable("Send one JSON object here, such as {}.");
        }
        return sent;
    }

    private static void checkTexts(JsonNode node, String where) throws Unreadable {
        if (node.isTextual()) {
            checkText(node.textValue(), where);
        } else if (node.isNumber()) {
            if (node.isDouble() && !Double.isFinite(node.doubleValue()) || node.isBigInteger()) {
                throw new Unreadable(where + " is a number too large to be kept.");
            }
        } else if (node.isArray()) {
            int i = 0;
            for (JsonNode one : node) {
                checkTexts(one, where + "[" + i++ + "]");
            }
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                checkText(field.getKey(), "The name of a field");
                checkTexts(field.getValue(), "'" + shortened(field.getKey()) + "'");
            }
        }
    }

    /** Outside of a submission, where null is an answer, a list with nothing in a place means nothing. */
    private static void checkNothingMissing(JsonNode node) throws Unreadable {
        for (JsonNode one : node) {
            if (node.isArray() && one.isNull()) {
                throw new Unreadable("There is nothing (null) in a place of a list. Take it out.");
            }
            checkNothingMissing(one);
        }
    }

    /** The engine refuses them in a question itself, and overlooks them behind an "or". */
    private static void checkNoExpression(JsonNode question) throws Unreadable {
        for (Map.Entry<String, JsonNode> part : question.properties()) {
            if (part.getKey().endsWith("Expression") && !part.getValue().isNull()) {
                throw new Unreadable("'" + shortened(part.getKey()) + "' holds an expression, and a question that is"
                        + " asked here is not evaluated. Ask for the value itself.");
            }
        }
        for (JsonNode inside : question) {
            checkNoExpression(inside);
        }
    }

    private static void checkText(String text, String where) throws Unreadable {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new Unreadable(where + " has a character that cannot be kept (NUL). Type it anew, without.");
            }
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    throw new Unreadable(where + " has half a character (from a cut-off emoji?). Type it anew.");
                }
            }
        }
    }

    private static void checkSubmission(JsonNode sent) throws Unreadable {
        for (Map.Entry<String, JsonNode> field : sent.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (!BESIDE_ANSWERS.contains(name)) {
                throw new Unreadable("'" + shortened(name)
                        + "' cannot be said here: only 'variables', with the answers of the form.");
            }
            boolean fits = switch (name) {
                case "variables" -> value.isObject() || value.isNull();
                case "withVariablesInReturn" -> value.isBoolean();
                default ->
                    value.isNull() || value.isTextual() && value.textValue().length() <= 255;
            };
            if (!fits) {
                throw new Unreadable(
                        name.equals("variables")
                                ? "'variables' must be an object: the name of each field with its {\"value\": …}."
                                : "'" + name + "' is not what belongs there.");
            }
        }
        for (Map.Entry<String, JsonNode> answer : sent.path("variables").properties()) {
            checkAnswer(answer.getKey(), answer.getValue());
        }
    }

    private static void checkAnswer(String name, JsonNode answer) throws Unreadable {
        String field = "'" + shortened(name) + "'";
        if (!answer.isObject()) {
            throw new Unreadable(field + " must be an object with a value: {\"value\": …}.");
        }
        for (Map.Entry<String, JsonNode> part : answer.properties()) {
            if (!Set.of("value", "type", "valueInfo", "local").contains(part.getKey())) {
                throw new Unreadable(field + " has '" + shortened(part.getKey()) + "', which is not known: only"
                        + " 'value' and 'type'.");
            }
        }
        JsonNode type = answer.path("type");
        JsonNode value = answer.path("value");
        if (!type.isMissingNode() && !type.isNull() && !type.isTextual()) {
            throw new Unreadable("The type of " + field + " must be a word, such as String.");
        }
        String said = type.isTextual() ? type.textValue().toLowerCase(Locale.ROOT) : "";
        if (type.isTextual() && !TYPES.contains(said)) {
            throw new Unreadable("The type of " + field + " is none that an answer can have: String, Boolean, Integer,"
                    + " Long, Double or Json.");
        }
        boolean missing = value.isMissingNode() || value.isNull();
        boolean fits = missing
                || switch (said) {
                    case "string", "date" -> value.isTextual();
                    case "boolean" -> value.isBoolean();
                    case "integer" -> value.canConvertToInt() && value.isIntegralNumber();
                    case "short" -> value.isShort() || value.canConvertToInt() && Math.abs(value.intValue()) < 32768;
                    case "long" -> value.canConvertToLong() && value.isIntegralNumber();
                    case "double" -> value.isNumber();
                    case "json", "object" -> value.isTextual();
                    case "null" -> false;
                    default -> true;
                };
        if (!fits) {
            throw new Unreadable("The value of " + field + " is not of the type " + shortened(type.textValue()) + ".");
        }
        if (said.equals("date")) {
            throw new Unreadable(field + ": send a date as text, such as 2026-04-02, with the type String.");
        }
        JsonNode info = answer.path("valueInfo");
        if (!info.isMissingNode() && !info.isNull() && !info.isObject()) {
            throw new Unreadable("'valueInfo' of " + field + " must be an object.");
        }
        if (said.equals("object")
                && !"application/json"
                        .equals(info.path("serializationDataFormat").asText("application/json"))) {
            throw new Unreadable(field + " must be sent as JSON.");
        }
    }

    static String shortened(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= 60 ? plain : plain.substring(0, 60) + "…";
    }

    /** The request with its body to be read again. */
    private static final class ReadAlready extends HttpServletRequestWrapper {
        private final byte[] body;

        ReadAlready(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] into, int from, int length) {
                    return bytes.read(into, from, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("The body has been read.");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
