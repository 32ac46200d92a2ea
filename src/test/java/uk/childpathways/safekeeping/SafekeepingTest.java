package uk.childpathways.safekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.audit.AuditKind;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.audit.Change;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.NewEntry;
import uk.childpathways.children.RecordChain;
import uk.childpathways.storage.DatabaseOwner;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Every night all records are read again; a break reaches people and stands until it is answered")
class SafekeepingTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static LocalDate night = LocalDate.of(2040, 1, 1);

    @Autowired
    NightlyCheck check;

    @Autowired
    Anchors anchors;

    @Autowired
    RecordBreaks breaks;

    @Autowired
    RecordHealth health;

    @Autowired
    TrailSeals seals;

    @Autowired
    AuditTrail trail;

    @Autowired
    RecordChain chain;

    @Autowired
    Chronology chronology;

    @Autowired
    Children children;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TestRestTemplate http;

    @Autowired
    Clock clock;

    private String ref;

    @BeforeEach
    void aChildWithTwoEntries() {
        ref = "T-SAFE-" + NUMBER.incrementAndGet();
        children.put(new Child(
                ref, "Test Child", LocalDate.now(clock).minusYears(6), null, null, "north", null, null, false));
        happened();
        happened();
    }

    private void happened() {
        chronology.record(new NewEntry(
                ref,
                null,
                "task-completed",
                "Task_X",
                "Something",
                null,
                Map.of(),
                null,
                null,
                "sw.north",
                clock.instant(),
                List.of(),
                null));
    }

    private NightlyCheck.Night aNight() {
        night = night.plusDays(1);
        check.goOn(night);
        return check.of(night).orElseThrow();
    }

    /** As somebody who owns the database would, without a trace in the chain itself. */
    private void putBackToOneEntry() {
        DatabaseOwner.of(jdbc.getDataSource())
                .execute("alter table pathways.chronology_entry disable trigger user;"
                        + "delete from pathways.chronology_entry where chain_seq = 2 and child_ref = '" + ref + "';"
                        + "update pathways.record_chain c set length = 1, last_hash = e.hash"
                        + " from pathways.chronology_entry e where e.child_ref = c.child_ref and e.child_ref = '" + ref
                        + "';"
                        + "alter table pathways.chronology_entry enable always trigger append_only_rows;"
                        + "alter table pathways.chronology_entry enable always trigger append_only_table");
    }

    @Test
    @DisplayName("a record that was put back to an earlier state agrees with itself, and contradicts the anchor")
    void putBack() {
        NightlyCheck.Night before = aNight();
        assertThat(before.finishedAt()).isNotNull();
        assertThat(before.checked()).isGreaterThan(12);
        Anchor anchor = anchors.read(before.anchor());
        assertThat(anchors.contradictions(anchor)).noneMatch(fault -> fault.contains(ref));
        happened();
        assertThat(anchors.contradictions(anchor))
                .as("a record goes on, and what it was is still in it")
                .noneMatch(fault -> fault.contains(ref));
        DatabaseOwner.of(jdbc.getDataSource())
                .execute("alter table pathways.chronology_entry disable trigger user;"
                        + "delete from pathways.chronology_entry where chain_seq = 3 and child_ref = '" + ref + "';"
                        + "alter table pathways.chronology_entry enable always trigger append_only_rows;"
                        + "alter table pathways.chronology_entry enable always trigger append_only_table");
        putBackToOneEntry();

        assertThat(chain.verify(ref).faults()).isEmpty();
        assertThat(anchors.contradictions(anchor))
                .contains("The record of " + ref + " had 2 entries; the last of them is gone.");

        aNight();
        RecordBreak found = breakOf(ref);
        assertThat(found.fault()).contains("anchored it had 2 entries");
        assertThat(jdbc.queryForList(
                        "select array_to_string(recipients, ' ') || ': ' || subject from pathways.notice"
                                + " where event_key like '%' || ? order by 1",
                        String.class, found.id().toString()))
                .containsExactly(
                        "camunda-admin: A record is not as it was written",
                        "role:service-manager@" + ref + ": The record of " + ref + " is not as it was written");
        assertThat(health.health().getDetails().get("breaksUnanswered")).isEqualTo(breaks.unanswered());
        assertThat(breaks.unanswered()).isPositive();

        long all = breaks.all(10_000).size();
        aNight();
        assertThat(breaks.all(10_000).stream()
                        .filter(one -> one.ref().equals(ref))
                        .count())
                .as("notified once, not every night")
                .isEqualTo(1);
        assertThat(breaks.all(10_000)).hasSizeGreaterThanOrEqualTo((int) all);
    }

    private RecordBreak breakOf(String ofRef) {
        return breaks.all(10_000).stream()
                .filter(one -> one.ref().equals(ofRef))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("it stands until a senior manager or the administrator answers it, once; others are refused")
    void answered() {
        DatabaseOwner.of(jdbc.getDataSource())
                .execute("update pathways.record_chain set length = 9 where child_ref = '" + ref + "'");
        aNight();
        RecordBreak found = breakOf(ref);
        String address = "/api/record-breaks/" + found.id() + "/answer";

        assertThat(post("sw.north", address, "x").getStatusCode().value()).isEqualTo(403);
        assertThat(get("sw.north", "/api/record-breaks").getStatusCode().value())
                .isEqualTo(403);
        assertThat(one(found, "sm").path("childRef").asText()).isEqualTo(ref);
        assertThat(one(found, "sm").path("fault").asText()).contains("places 3 to 9");
        assertThat(one(found, "admin").path("childRef").isNull())
                .as("the administrator sees no child")
                .isTrue();
        assertThat(one(found, "admin").toString()).doesNotContain(ref);
        assertThat(post("sm", address, " ").getStatusCode().value()).isEqualTo(400);
        var answered = post("sm", address, "The head was changed by hand; put right.");
        assertThat(answered.getStatusCode().value()).isEqualTo(200);
        assertThat(answered.getBody().path("answeredBy").asText()).isEqualTo("sm");
        assertThat(post("hos", address, "again").getStatusCode().value()).isEqualTo(409);
        assertThat(get("sm", "/api/record-checks")
                        .getBody()
                        .get(0)
                        .path("finishedAt")
                        .isNull())
                .isFalse();
    }

    private JsonNode one(RecordBreak found, String user) {
        for (JsonNode each : get(user, "/api/record-breaks").getBody()) {
            if (each.path("id").asText().equals(found.id().toString())) {
                return each;
            }
        }
        throw new AssertionError(user + " does not see " + found);
    }

    @Test
    @DisplayName("a check that was cut off goes on where it was")
    void goesOn() {
        String last = jdbc.queryForObject("select max(ref) from pathways.record_subject", String.class);
        night = night.plusDays(1);
        jdbc.update(
                "insert into pathways.record_check (day, started_at, up_to, checked, broken) values (?, now(), ?, 41,"
                        + " 0)",
                night,
                last);
        check.goOn(night);
        NightlyCheck.Night done = check.of(night).orElseThrow();
        assertThat(done.finishedAt()).isNotNull();
        assertThat(done.checked()).isEqualTo(41);
        check.goOn(night);
        assertThat(check.of(night)).contains(done);
    }

    @Test
    @DisplayName("a trail that was written anew from end to end contradicts what was sealed the night before")
    void trail() {
        String about = "test.sealed-" + ref;
        trail.keep(Change.of(AuditKind.SETTING, "changed", about).after(Map.of("value", 1)));
        trail.keep(Change.of(AuditKind.SETTING, "changed", about).after(Map.of("value", 2)));
        aNight();
        assertThat(seals.faults()).noneMatch(fault -> fault.contains(about));
        trail.keep(Change.of(AuditKind.SETTING, "changed", about).after(Map.of("value", 3)));
        assertThat(seals.faults()).noneMatch(fault -> fault.contains(about));

        DatabaseOwner.undone(jdbc.getDataSource(), owner -> {
            owner.execute("alter table pathways.audit_entry disable trigger user");
            for (int seq = 1; seq <= 3; seq++) {
                owner.update(
                        "update pathways.audit_entry e set by_user = 'somebody', previous_hash = coalesce((select"
                                + " p.hash from pathways.audit_entry p where p.kind = e.kind and p.about = e.about and"
                                + " p.chain_seq = e.chain_seq - 1), '') where about = ? and chain_seq = ?",
                        about,
                        seq);
                owner.update(
                        "update pathways.audit_entry e set hash = pathways.audit_hash(e) where about = ? and chain_seq"
                                + " = ?",
                        about,
                        seq);
            }
            owner.update(
                    "update pathways.audit_chain c set last_hash = e.hash from pathways.audit_entry e"
                            + " where e.kind = c.kind and e.about = c.about and e.chain_seq = c.length and c.about = ?",
                    about);
            assertThat(owner.queryForList("select fault from pathways.audit_faults()", String.class))
                    .as("it agrees with itself")
                    .isEmpty();
            TrailSeals inThere = new TrailSeals(owner, trail, seals.keys(), clock);
            assertThat(inThere.faults())
                    .contains("The first 2 entries of SETTING " + about
                            + " in the audit trail are not those that were sealed.");
        });
    }

    @Test
    @DisplayName("an anchor that was kept elsewhere is held against the database; one that was changed is not believed")
    void anchorFromElsewhere() {
        Anchor anchor = anchors.read(aNight().anchor());
        String text = anchor.text();
        JsonNode told = send("admin", text.getBytes(StandardCharsets.UTF_8), 200);
        assertThat(told.path("chains").asInt()).isEqualTo(anchor.heads().size());
        assertThat(told.toString()).doesNotContain("signature of the anchor");
        assertThat(send("sm", text.getBytes(StandardCharsets.UTF_8), 403)
                        .path("detail")
                        .asText())
                .contains("administrators");
        assertThat(send("admin", "nothing of the kind".getBytes(StandardCharsets.UTF_8), 400)
                        .path("detail")
                        .asText())
                .contains("no anchor");
        assertThat(send("admin", new byte[] {0x1f, (byte) 0x8b, 1, 2}, 400)
                        .path("detail")
                        .asText())
                .contains("cannot be unpacked");

        String moved = text.replaceFirst("made: 20", "made: 21");
        assertThat(anchors.contradictions(Anchor.read(moved))).anyMatch(fault -> fault.contains("signature"));
        String shorter = text.replaceFirst("record\t" + ref + "\t2\t", "record\t" + ref + "\t1\t");
        assertThat(anchors.contradictions(Anchor.read(shorter)))
                .anyMatch(fault -> fault.contains("not the one that was signed"));
        assertThat(anchors.read(aNight().anchor()).previous()).isEqualTo(anchor.ownDigest());
        assertThatThrownBy(() -> anchors.read("../../secrets")).hasMessageContaining("no anchor");
    }

    private JsonNode send(String user, byte[] file, int status) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_OCTET_STREAM);
        var answer = http.withBasicAuth(user, "pathways")
                .exchange(
                        "/api/record-anchors/verification",
                        HttpMethod.POST,
                        new HttpEntity<>(file, headers),
                        JsonNode.class);
        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        return answer.getBody();
    }

    private org.springframework.http.ResponseEntity<JsonNode> get(String user, String address) {
        return http.withBasicAuth(user, "pathways").getForEntity(address, JsonNode.class);
    }

    private org.springframework.http.ResponseEntity<JsonNode> post(String user, String address, String answer) {
        return http.withBasicAuth(user, "pathways").postForEntity(address, Map.of("answer", answer), JsonNode.class);
    }
}
