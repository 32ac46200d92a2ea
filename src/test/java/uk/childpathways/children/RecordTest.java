package uk.childpathways.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import uk.childpathways.storage.DatabaseOwner;
import uk.childpathways.storage.RecordKeys;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("What happened to a child is kept for good")
class RecordTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Children children;

    @Autowired
    Chronology chronology;

    @Autowired
    RecordChain chain;

    @Autowired
    RecordSeals seals;

    @Autowired
    Journeys journeys;

    @Autowired
    JourneyEvents events;

    @Autowired
    PlannedMeetings meetings;

    @Autowired
    JdbcClient db;

    @Autowired
    DataSource dataSource;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    private String ref;

    @BeforeEach
    void aChildOfItsOwn() {
        ref = "T-REC-" + NUMBER.incrementAndGet();
        children.put(new Child(
                ref, "Test Child", LocalDate.now(clock).minusYears(6), null, null, "north", null, null, false));
    }

    private NewEntry entry(String title, Map<String, Object> answers) {
        return new NewEntry(
                ref,
                null,
                "task-completed",
                "Task_X",
                title,
                "form-x",
                answers,
                "pi-1",
                "task-1",
                "sw.north",
                Instant.parse("2026-04-02T09:00:00.123456789Z"),
                List.of("RUT-S47-04a", "RUT-S47-05"),
                null);
    }

    @Test
    @DisplayName("an entry comes back as it was written, 100,000 characters and odd ones included")
    void survives() {
        String analysis = "Ünïcode “quotes” 👧 \\ \" \n\t".repeat(5_000).substring(0, 100_001);
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("analysis", analysis);
        answers.put("agencies", List.of(Map.of("agency", "police", "attended", true), Map.of("agency", "health")));
        answers.put("count", 3);
        answers.put("nothing", null);

        ChronologyEntry written = chronology.record(entry("Hold strategy discussion", answers));

        ChronologyEntry read =
                chronology.of(ref, PageRequest.of(0, 10)).getContent().get(0);
        assertThat(read).isEqualTo(written);
        assertThat(read.answers()).isEqualTo(answers);
        assertThat(read.clauses()).containsExactly("RUT-S47-04a", "RUT-S47-05");
        assertThat(read.at()).isEqualTo(Instant.parse("2026-04-02T09:00:00.123456Z"));
        assertThat(chain.verify(ref).faults()).isEmpty();
    }

    @Test
    @DisplayName("a NUL character from a broken paste does not lose the rest")
    void nul() {
        ChronologyEntry written = chronology.record(entry("Paste", Map.of("text", "before\u0000after")));
        assertThat(written.answers()).containsEntry("text", "beforeafter");
    }

    @ParameterizedTest(name = "{0} is refused by the database")
    @ValueSource(
            strings = {
                "update pathways.chronology_entry set title = 'x'",
                "delete from pathways.chronology_entry",
                "truncate pathways.chronology_entry cascade",
                "update pathways.journey_event set name = 'x'",
                "delete from pathways.journey_event",
                "truncate pathways.journey_event cascade",
                "update pathways.oversight_entry set rationale = 'x'",
                "delete from pathways.oversight_entry",
                "truncate pathways.oversight_entry cascade"
            })
    void appendOnly(String statement) {
        somethingInEveryTable();
        assertThatThrownBy(() -> db.sql(statement).update()).rootCause().hasMessageContaining("permission denied");
        assertThatThrownBy(() -> DatabaseOwner.of(dataSource).update(statement))
                .as("the owner of the table is refused too")
                .hasMessageContaining("append-only");
    }

    private void somethingInEveryTable() {
        chronology.record(entry("Anything", Map.of()));
        Journey journey = journeys.open("s47-to-icpc", ref, UUID.randomUUID().toString());
        events.record(journey.id(), ref, "strategy-discussion-held", clock.instant(), false, "tm.north", null);
        transaction.executeWithoutResult(status -> {
            RecordChain.Link link = chain.next(ref, List.of("only here to be defended"));
            db.sql("insert into pathways.oversight_entry (id, child_ref, kind, rationale, actions, by_user, role, at,"
                            + " chain_seq, previous_hash, hash)"
                            + " values (gen_random_uuid(), ?, 'decision', 'why', '[]', 'tm.north', 'team-manager',"
                            + " now(), ?, ?, ?)")
                    .params(ref, link.seq(), link.previousHash(), link.hash())
                    .update();
        });
    }

    @Test
    @DisplayName("a way round the database's refusal is found out: a changed, a missing and a cut-off entry show")
    void tamperingShows() {
        for (int i = 1; i <= 4; i++) {
            chronology.record(entry("Entry " + i, Map.of("text", "as written " + i)));
        }
        assertThat(chain.verify(ref).intact()).isTrue();

        withoutTheGuard("update pathways.chronology_entry set answers = replace(answers, 'written 2', 'wanted 2')"
                + " where child_ref = '" + ref + "'");
        assertThat(chain.verify(ref).faults()).singleElement().asString().contains("place 2", "was changed");

        withoutTheGuard("delete from pathways.chronology_entry where chain_seq = 3 and child_ref = '" + ref + "'");
        assertThat(chain.verify(ref).faults()).contains("The entry at place 3 is missing.");

        withoutTheGuard("delete from pathways.chronology_entry where chain_seq = 4 and child_ref = '" + ref + "'");
        assertThat(chain.verify(ref).faults()).contains("The entries at places 3 to 4 are missing.");
    }

    @Test
    @DisplayName("whoever owns the whole database and has no key cannot write a record that looks as if it were ours")
    void noForgeryWithoutTheKey() {
        chronology.record(entry("Entry 1", Map.of("text", "as written")));
        ChronologyEntry last = chronology.record(entry("Entry 2", Map.of("text", "as written")));
        assertThat(last.hash()).startsWith("k1.");
        // The last entry is taken out and another put in its place, with the plain hash of before there were keys.
        ChainSource.Entry was = chronology.entriesOf(List.of(ref)).stream()
                .filter(entry -> entry.seq() == 2)
                .findFirst()
                .orElseThrow();
        List<Object> parts = new ArrayList<>(List.of(2L, was.previousHash()));
        was.payload().forEach(part -> parts.add("Entry 2".equals(part) ? "Entry II" : part));
        String forged = RecordKeys.plain(parts);
        withoutTheGuard("update pathways.chronology_entry set title = 'Entry II', hash = '" + forged
                + "' where chain_seq = 2 and child_ref = '" + ref + "'; update pathways.record_chain set last_hash = '"
                + forged + "' where child_ref = '" + ref + "'");
        assertThat(chain.verify(ref).faults()).singleElement().asString().contains("place 2", "has no key");

        // A seal that would make it look old is not ours either.
        DatabaseOwner.of(dataSource)
                .update(
                        "insert into pathways.record_seal (chain, ref, length, last_hash, seal, at)"
                                + " values ('record', ?, 2, ?, ?, now())",
                        ref,
                        forged,
                        "k1." + "a".repeat(64));
        assertThat(chain.verify(ref).faults()).singleElement().asString().contains("seal", "not made by");
    }

    @Test
    @DisplayName("links of before there were keys are sealed as they are; what is put in after the seal needs the key")
    void sealedLinks() {
        withoutTheGuard("insert into pathways.record_chain values ('" + ref + "', 0, repeat('0', 64))");
        String first = oldLink(1, "0".repeat(64));
        assertThat(chain.verify(ref).faults()).singleElement().asString().contains("has no key");
        seals.run();
        seals.run();
        assertThat(chain.verify(ref).faults()).isEmpty();
        ChronologyEntry keyed = chronology.record(entry("Entry 2", Map.of()));
        assertThat(keyed.previousHash()).isEqualTo(first);
        assertThat(chain.verify(ref).faults()).isEmpty();
        oldLink(3, keyed.hash());
        assertThat(chain.verify(ref).faults()).singleElement().asString().contains("place 3", "has no key");
    }

    /** An entry as a release without keys wrote it. */
    private String oldLink(long seq, String previous) {
        UUID id = UUID.randomUUID();
        String hash = RecordKeys.plain(Arrays.asList(
                seq,
                previous,
                "chronology",
                id,
                ref,
                null,
                "kind",
                null,
                "Old " + seq,
                null,
                "{}",
                null,
                null,
                null,
                "sw.north",
                Instant.parse("2026-01-01T00:00:00Z"),
                "",
                null));
        DatabaseOwner.of(dataSource)
                .execute("insert into pathways.chronology_entry (id, child_ref, kind, title, answers, by_user, at,"
                        + " clauses, chain_seq, previous_hash, hash) values ('" + id + "', '" + ref + "', 'kind', 'Old "
                        + seq + "', '{}', 'sw.north', '2026-01-01T00:00:00Z', '', " + seq + ", '" + previous + "', '"
                        + hash + "'); update pathways.record_chain set length = " + seq + ", last_hash = '" + hash
                        + "' where child_ref = '" + ref + "'");
        return hash;
    }

    private void withoutTheGuard(String statement) {
        DatabaseOwner.of(dataSource)
                .execute("alter table pathways.chronology_entry disable trigger user;" + statement
                        + "; alter table pathways.chronology_entry enable always trigger append_only_rows;"
                        + " alter table pathways.chronology_entry enable always trigger append_only_table");
    }

    @Test
    @DisplayName("eight people who write at once make one chain without forks or gaps")
    void concurrentWriters() throws Exception {
        int writers = 8;
        int each = 15;
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                String who = "writer " + w;
                running.add(pool.submit(() -> {
                    go.await();
                    for (int i = 0; i < each; i++) {
                        chronology.record(entry(who, Map.of("i", i)));
                    }
                    return null;
                }));
            }
            go.countDown();
            for (Future<?> writer : running) {
                writer.get();
            }
        } finally {
            pool.shutdownNow();
        }
        RecordChain.Report report = chain.verify(ref);
        assertThat(report.faults()).isEmpty();
        assertThat(report.length()).isEqualTo(writers * each);
    }

    @Test
    @DisplayName("an entry whose transaction fails leaves no gap")
    void rolledBack() {
        chronology.record(entry("First", Map.of()));
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    chronology.record(entry("Never", Map.of()));
                    throw new IllegalStateException("the task could not be completed");
                }))
                .hasMessageContaining("could not be completed");
        chronology.record(entry("Second", Map.of()));

        assertThat(chain.verify(ref).faults()).isEmpty();
        assertThat(chronology.of(ref, PageRequest.of(0, 10)).getContent())
                .extracting(ChronologyEntry::title)
                .containsExactly("Second", "First");
    }

    @Test
    @DisplayName("a later row of the same event from the same step is a correction; from another step it is not")
    void corrections() {
        Journey journey = journeys.open("s47-to-icpc", ref, UUID.randomUUID().toString());
        JourneyStep here = new JourneyStep(journey.id(), ref, "pi-a", "ex-a", "Task_Hold", "s47-to-icpc");
        JourneyStep elsewhere = new JourneyStep(journey.id(), ref, "pi-b", "ex-b", "Task_Hold", "s47-to-icpc");
        Instant first = Instant.parse("2026-04-02T09:00:00Z");
        Instant corrected = Instant.parse("2026-04-01T09:00:00Z");
        events.record(journey.id(), ref, "strategy-discussion-held", first, true, "tm.north", here);
        events.record(journey.id(), ref, "strategy-discussion-held", first, true, "tm.north", elsewhere);
        events.record(journey.id(), ref, "strategy-discussion-held", corrected, true, "tm.north", here);

        assertThat(events.of(journey.id())).hasSize(3);
        assertThat(events.latest(journey.id(), "strategy-discussion-held"))
                .hasValueSatisfying(event -> assertThat(event.occurredAt()).isEqualTo(corrected));
        assertThat(events.latest(journey.id(), "strategy-discussion-held", "pi-b"))
                .hasValueSatisfying(event -> assertThat(event.occurredAt()).isEqualTo(first));
    }

    @Test
    @DisplayName("an unknown child is named in a sentence")
    void unknown() {
        assertThatThrownBy(() -> children.get("C-9999"))
                .isInstanceOf(UnknownChildException.class)
                .hasMessageContaining("No child with reference C-9999");
    }

    @Test
    @DisplayName("a journey opens once for its process instance and ends only with a reason and a decider")
    void journey() {
        String instance = UUID.randomUUID().toString();
        Journey journey = journeys.open("s47-to-icpc", ref, instance);
        assertThat(journeys.open("s47-to-icpc", ref, instance).id()).isEqualTo(journey.id());
        assertThatThrownBy(() -> journeys.end(journey.id(), " ", "tm.north")).hasMessageContaining("reason");
        assertThat(journeys.running(ref)).hasSize(1);

        journeys.end(journey.id(), "opened in error", "tm.north");
        assertThat(journeys.running(ref)).isEmpty();
        assertThat(journeys.get(journey.id()).endReason()).isEqualTo("opened in error");
    }

    @Test
    @DisplayName(
            "a journey knows the one that handed over to it, and what is on record there where it has nothing itself")
    void handedOver() {
        Journey first = journeys.open("s47-to-icpc", ref, "first-" + ref);
        Journey second = journeys.open("child-protection-plan", ref, "second-" + ref, first.id());
        Journey third = journeys.open("child-in-need", ref, "third-" + ref, second.id());
        happened(first, "icpc-held", "2026-04-02");
        happened(first, "child-seen", "2026-04-01");
        happened(second, "child-seen", "2026-05-01");

        assertThat(journeys.get(third.id()).handedOverFrom()).isEqualTo(second.id());
        assertThat(journeys.runningAfter(first.id()))
                .extracting(Journey::key)
                .containsExactly("child-protection-plan", "child-in-need");
        assertThat(events.known(third.id()))
                .extracting(
                        JourneyEvent::name,
                        e -> LocalDate.ofInstant(e.occurredAt(), clock.getZone())
                                .toString())
                .containsExactly(tuple("child-seen", "2026-05-01"), tuple("icpc-held", "2026-04-02"));
        assertThat(events.latest(third.id(), "icpc-held"))
                .as("its own record stays its own")
                .isEmpty();
    }

    @Test
    @DisplayName("no journey is handed over from another child's")
    void handedOverFromAnotherChild() {
        Journey first = journeys.open("s47-to-icpc", ref, "first-" + ref);
        aChildOfItsOwn();
        assertThatThrownBy(() -> journeys.open("child-protection-plan", ref, "second-" + ref, first.id()))
                .hasMessageContaining("another child's");
    }

    @Test
    @DisplayName("an event is counted once for each step that recorded it, a corrected date not again, and only here")
    void times() {
        Journey first = journeys.open("child-protection-plan", ref, "first-" + ref);
        Journey second = journeys.open("child-in-need", ref, "second-" + ref, first.id());
        for (String[] visit : new String[][] {{"1", "2026-04-02"}, {"1", "2026-04-03"}, {"2", "2026-04-10"}}) {
            events.record(
                    first.id(),
                    ref,
                    "child-visited",
                    LocalDate.parse(visit[1]).atStartOfDay(clock.getZone()).toInstant(),
                    true,
                    "sw.north",
                    new JourneyStep(first.id(), ref, "visit-" + visit[0] + ref, "e", "Task_VisitChild", "make-visit"));
        }

        assertThat(events.times(first.id(), "child-visited")).isEqualTo(2);
        assertThat(events.times(second.id(), "child-visited")).isZero();
        assertThat(events.times(first.id())).containsOnly(Map.entry("child-visited", 2));
    }

    @Test
    @DisplayName(
            "a meeting that is held and planned again is planned; a corrected date of the one before changes nothing")
    void plannedMeetings() {
        Journey journey = journeys.open("child-protection-plan", ref, "plan-" + ref);
        recordAt(journey, "review-planned-for", "2026-07-01", "plan-1");
        recordAt(journey, "review-held", "2026-07-01", "hold-1");
        assertThat(meetings.of(List.of(ref))).isEmpty();
        recordAt(journey, "review-planned-for", "2026-12-01", "plan-2");
        recordAt(journey, "review-held", "2026-07-02", "hold-1");

        assertThat(meetings.of(List.of(ref))).singleElement().satisfies(meeting -> {
            assertThat(meeting.id()).isEqualTo(journey.id() + "/review-planned-for");
            assertThat(meeting.planned().step().elementId()).isEqualTo("plan-2");
        });
        journeys.end(journey.id(), "other", "tm.north");
        assertThat(meetings.of(List.of(ref))).isEmpty();
    }

    @Test
    @DisplayName("where a child lives and whether that is outside the county follows what was told")
    void placed() {
        children.place(ref, "foster home", true);
        assertThat(children.get(ref).placement()).isEqualTo("foster home");
        assertThat(children.get(ref).outOfCounty()).isTrue();
    }

    private void recordAt(Journey journey, String name, String day, String element) {
        events.record(
                journey.id(),
                ref,
                name,
                LocalDate.parse(day).atStartOfDay(clock.getZone()).toInstant(),
                true,
                "tm.north",
                new JourneyStep(journey.id(), ref, journey.processInstanceId(), "e", element, "plan"));
    }

    private void happened(Journey journey, String name, String day) {
        events.record(
                journey.id(),
                ref,
                name,
                LocalDate.parse(day).atStartOfDay(clock.getZone()).toInstant(),
                true,
                "tm.north",
                null);
    }
}
