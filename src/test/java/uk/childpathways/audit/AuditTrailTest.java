package uk.childpathways.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.storage.DatabaseOwner;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("What is done to people, rights, children's facts and the clock is kept by the database itself")
class AuditTrailTest {

    private static final String EVERYTHING = "the database keeps each change with before and after (trigger)";
    private static final String ONLY_ADDED_TO = "rows are only ever added, each says who and when (trigger)";

    /** Every table, and where the trail of its changes is. A new table has no place here until somebody thought of it. */
    private static final Map<String, String> TRAILS = new TreeMap<>(Map.ofEntries(
            Map.entry("service", EVERYTHING),
            Map.entry("team", EVERYTHING),
            Map.entry("person", EVERYTHING),
            Map.entry("person_role", EVERYTHING),
            Map.entry("absence", EVERYTHING),
            Map.entry("child", EVERYTHING),
            Map.entry("record_access", EVERYTHING),
            Map.entry("password_link", EVERYTHING),
            Map.entry("rehearsal_clock", EVERYTHING),
            Map.entry("people_changed", "says that something about people was changed; what, the trail says"),
            Map.entry("draft", "nobody has said it yet; what is handed in is an entry of the chronology"),
            Map.entry("audit_entry", ONLY_ADDED_TO),
            Map.entry("chronology_entry", ONLY_ADDED_TO),
            Map.entry("entry_correction", ONLY_ADDED_TO),
            Map.entry("journey_event", ONLY_ADDED_TO),
            Map.entry("oversight_entry", ONLY_ADDED_TO),
            Map.entry("breach", ONLY_ADDED_TO),
            Map.entry("breach_answer", ONLY_ADDED_TO),
            Map.entry("deadline_change", ONLY_ADDED_TO),
            Map.entry("document_shared", ONLY_ADDED_TO),
            Map.entry("practitioner_entry", ONLY_ADDED_TO),
            Map.entry("record_view", ONLY_ADDED_TO),
            Map.entry("record_part", "begun and ended and never changed, each says who, why, from and until (trigger)"),
            Map.entry("agreed_interval", ONLY_ADDED_TO),
            Map.entry("agreed_action", "agreed and closed by entries of the oversight record"),
            Map.entry("deadline", "each start, move and end is in deadline_change"),
            Map.entry("deadline_declaration", ONLY_ADDED_TO),
            Map.entry("journey", "opened and ended by entries of the chronology"),
            Map.entry("practitioner_file", "what is in it is in practitioner_entry"),
            Map.entry("record_subject", "names whose chain it is, child or practitioner"),
            Map.entry("record_chain", "the end of each child's chain"),
            Map.entry("record_key", ONLY_ADDED_TO),
            Map.entry("record_seal", ONLY_ADDED_TO),
            Map.entry("record_break", ONLY_ADDED_TO),
            Map.entry("record_break_answer", ONLY_ADDED_TO),
            Map.entry("record_check", "how far a night's check has come; what it found is in record_break"),
            Map.entry("person_waiting", "asked for, confirmed, refused, taken back: each is an entry of the trail"),
            Map.entry("child_found_by", "made from the child's name and from entries of the record"),
            Map.entry("step_done", "which steps after an upgrade are done"),
            Map.entry("team_waiting", "asked for, confirmed, refused, taken back: each is an entry of the trail"),
            Map.entry("account", "set when somebody else sets the password, which is an entry of the trail"),
            Map.entry(
                    "sign_in_device",
                    "browsers that are known for a while, and forgotten; the log-in opens nothing by it"),
            Map.entry("sign_in_try", "counts that are forgotten; repeated wrong tries are entries of the trail"),
            Map.entry("audit_chain", "the end of each chain of the trail"),
            Map.entry("breach_rung", ONLY_ADDED_TO),
            Map.entry("model_version", ONLY_ADDED_TO),
            Map.entry("deployment_reason", ONLY_ADDED_TO),
            Map.entry("work_offered", "whose task it was while somebody is away; the absence itself is kept"),
            Map.entry("notice", "what is to be told; holds no fact of its own"),
            Map.entry("notification", "what was told to whom")));

    @Autowired
    AuditTrail trail;

    @Autowired
    SettingsAtStart start;

    @Autowired
    Children children;

    @Autowired
    StaffAdministration staff;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private List<AuditEntry> about(AuditKind kind, String id) {
        return trail.entries(
                new AuditFilter(List.of(new AuditFilter.Scope(Set.of(kind), null)), null, id, null, null),
                Long.MAX_VALUE,
                50);
    }

    @Test
    @DisplayName("every table of ours has a trail, and the database holds to what this list says")
    void everyTable() {
        Set<String> tables = new TreeSet<>(jdbc.queryForList(
                "select table_name from information_schema.tables where table_schema = 'pathways'"
                        + " and table_type = 'BASE TABLE'",
                String.class));
        assertThat(TRAILS.keySet()).as("say where the trail of a new table is").containsExactlyElementsOf(tables);
        assertThat(withTrigger("keep_change")).isEqualTo(tablesWith(EVERYTHING));
        assertThat(withTrigger("append_only_rows")).containsAll(tablesWith(ONLY_ADDED_TO));
    }

    private static Set<String> tablesWith(String trail) {
        Set<String> tables = new TreeSet<>(TRAILS.keySet());
        tables.removeIf(table -> !TRAILS.get(table).equals(trail));
        return tables;
    }

    private Set<String> withTrigger(String name) {
        // 'A': fires for replicated sessions too.
        return new TreeSet<>(jdbc.queryForList(
                "select c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid"
                        + " where t.tgname = ? and t.tgenabled = 'A'",
                String.class,
                name));
    }

    @Test
    @DisplayName("a child's facts: what changed, of which service, and never the name")
    void child() {
        children.put(
                new Child("T-AUDIT", "Secret Name", LocalDate.of(2020, 1, 2), null, null, "north", null, null, false));
        children.put(
                new Child("T-AUDIT", "Other Name", LocalDate.of(2020, 1, 2), null, null, "south", null, "home", false));
        List<AuditEntry> kept = about(AuditKind.CHILD, "T-AUDIT");
        assertThat(kept).extracting(AuditEntry::action).containsExactly("changed", "added");
        assertThat(kept.get(0).before()).containsEntry("team_id", "north").containsKey("name");
        assertThat(kept.get(0).after()).containsEntry("team_id", "south").containsEntry("placement", "home");
        assertThat(kept.get(0).childRef()).isEqualTo("T-AUDIT");
        assertThat(kept.get(0).services()).containsExactly("family-safeguarding");
        assertThat(kept.get(0).by()).isEqualTo("application");
        assertThat(kept.toString()).doesNotContain("Secret").doesNotContain("Other");
        children.put(children.get("T-AUDIT"));
        assertThat(about(AuditKind.CHILD, "T-AUDIT"))
                .as("nothing changed, nothing kept")
                .hasSize(2);
    }

    @Test
    @DisplayName("a person: added with roles, moved, gone; a role given and taken")
    void person() {
        staff.put(
                new Person("test.kept", "Kept", Set.of("social-worker"), "north", null, null, null, true, true, true),
                "a long password");
        staff.put(
                new Person("test.kept", "Kept", Set.of("team-manager"), "south", null, null, null, true, true, true),
                null);
        staff.put(
                new Person("test.kept", "Kept", Set.of("team-manager"), "south", null, null, null, true, true, false),
                null);
        List<AuditEntry> kept = about(AuditKind.PERSON, "test.kept");
        assertThat(kept).extracting(AuditEntry::action).containsExactly("left", "changed", "added");
        assertThat(kept.get(1).before()).isEqualTo(Map.of("team_id", "north"));
        assertThat(kept.toString()).doesNotContain("a long password");
        assertThat(about(AuditKind.ROLE, "test.kept"))
                .extracting(entry ->
                        entry.action() + " " + (entry.before().isEmpty() ? entry.after() : entry.before()).get("role"))
                .containsExactlyInAnyOrder(
                        "role given social-worker", "role taken social-worker", "role given team-manager");
    }

    @Test
    @DisplayName("a hand at the database is kept as one; what the application does later is not laid at its door")
    void handAtTheDatabase() {
        children.put(new Child("T-AUDIT2", "Name", LocalDate.of(2020, 1, 2), null, null, "north", null, null, false));
        jdbc.update("update pathways.child set placement = 'moved by hand' where ref = 'T-AUDIT2'");
        assertThat(about(AuditKind.CHILD, "T-AUDIT2").get(0).by()).startsWith("database role ");
        transaction.executeWithoutResult(status -> {
            trail.actingBecause("put right after a mistake");
            jdbc.update("update pathways.child set placement = 'put right' where ref = 'T-AUDIT2'");
        });
        AuditEntry right = about(AuditKind.CHILD, "T-AUDIT2").get(0);
        assertThat(right.by()).isEqualTo("application");
        assertThat(right.reason()).isEqualTo("put right after a mistake");
    }

    @Test
    @DisplayName("what is undone is not kept, unless it is kept in any case")
    void undone() {
        transaction.executeWithoutResult(status -> {
            trail.keep(
                    Change.of(AuditKind.DEPLOYMENT, "deployed", "undone-1").after(Map.of("files", List.of("a.bpmn"))));
            trail.keepInAnyCase(Change.of(AuditKind.DEPLOYMENT, "refused", "undone-2")
                    .by("owner")
                    .because("a script"));
            status.setRollbackOnly();
        });
        assertThat(about(AuditKind.DEPLOYMENT, "undone-1")).isEmpty();
        assertThat(about(AuditKind.DEPLOYMENT, "undone-2"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.by()).isEqualTo("owner"));
    }

    @Test
    @DisplayName("what the installation was started with is kept where it differs from the start before; no secret is")
    void settings() {
        AuditFilter all = new AuditFilter(
                List.of(new AuditFilter.Scope(Set.of(AuditKind.SETTING), null)), null, null, null, null);
        List<AuditEntry> kept = trail.entries(all, Long.MAX_VALUE, 1000);
        assertThat(kept).extracting(AuditEntry::about).contains("pathways.deadlines.in-sight-days");
        SettingsAtStart another = new SettingsAtStart(
                new MockEnvironment()
                        .withProperty("pathways.profile", "rutland")
                        .withProperty("pathways.admin.password", "never in the trail")
                        .withProperty("spring.datasource.url", "jdbc:postgresql://me:secret@db/x?password=secret"),
                trail,
                JdbcClient.create(jdbc));
        another.run();
        List<AuditEntry> after = trail.entries(all, Long.MAX_VALUE, 1000);
        assertThat(after.toString())
                .contains("rutland")
                .contains("jdbc:postgresql://db/x")
                .doesNotContain("never in the trail")
                .doesNotContain("me:secret")
                .doesNotContain("password=secret");
        assertThat(after)
                .filteredOn(entry -> entry.about().equals("pathways.deadlines.in-sight-days"))
                .first()
                .extracting(AuditEntry::action)
                .isEqualTo("no longer set");
        another.run();
        assertThat(trail.entries(all, Long.MAX_VALUE, 1000))
                .as("the same settings again")
                .hasSameSizeAs(after);
        start.run();
    }

    @Test
    @DisplayName("nobody changes or deletes an entry; where the database was made to, it shows")
    void tampering() {
        trail.keep(Change.of(AuditKind.SETTING, "changed", "test.one").after(Map.of("value", 1)));
        trail.keep(Change.of(AuditKind.SETTING, "changed", "test.one").after(Map.of("value", 2)));
        trail.keep(Change.of(AuditKind.SETTING, "changed", "test.one").after(Map.of("value", 3)));
        assertThatThrownBy(() -> jdbc.update("update pathways.audit_entry set by_user = 'sm' where about = 'test.one'"))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> jdbc.update("delete from pathways.audit_entry where about = 'test.one'"))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThat(trail.faults()).isEmpty();
        for (String forgery : List.of(
                "update pathways.audit_entry set value_after = '{}' where about = 'test.one' and chain_seq = 2",
                "delete from pathways.audit_entry where about = 'test.one' and chain_seq = 2",
                "delete from pathways.audit_entry where about = 'test.one' and chain_seq = 3")) {
            DatabaseOwner.undone(jdbc.getDataSource(), owner -> {
                assertThatThrownBy(() -> {
                            owner.execute("savepoint before_it");
                            owner.update(forgery);
                        })
                        .hasMessageContaining("append-only");
                owner.execute("rollback to before_it");
                owner.execute("alter table pathways.audit_entry disable trigger user");
                owner.update(forgery);
                assertThat(owner.queryForList("select fault from pathways.audit_faults()", String.class))
                        .as(forgery)
                        .isNotEmpty();
            });
        }
    }
}
