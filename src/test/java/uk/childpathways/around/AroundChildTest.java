package uk.childpathways.around;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import uk.childpathways.administration.BrowserlessForms;
import uk.childpathways.children.Children;
import uk.childpathways.children.ClosedRecordException;
import uk.childpathways.children.RecordChain;
import uk.childpathways.journeys.blocks.CallsTheCycles;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;
import uk.childpathways.web.ConflictProblem;

@PathwaysTest
@DisplayName("Who is around a child, where the child lives and what whoever visits must know is kept once")
class AroundChildTest {

    @Autowired
    Practice practice;

    @Autowired
    RecordAround record;

    @Autowired
    AroundChild around;

    @Autowired
    Children children;

    @Autowired
    RepositoryService repository;

    @Autowired
    RecordChain chain;

    @Autowired
    TestRestTemplate rest;

    private String child;

    @BeforeEach
    void thursday() {
        practice.itIs("2026-04-02T10:00");
        child = practice.child();
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    private static MultiValueMap<String, String> typed(String... fields) {
        MultiValueMap<String, String> typed = new LinkedMultiValueMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            typed.add(fields[i], fields[i + 1]);
        }
        return typed;
    }

    private static MultiValueMap<String, String> mother(String... more) {
        MultiValueMap<String, String> typed =
                typed("name", "Dana Hart", "relation", "mother", "responsibility", "yes", "phone", "01632 960 411");
        for (int i = 0; i < more.length; i += 2) {
            if (more[i].equals("also")) {
                typed.add("also", more[i + 1]);
            } else {
                typed.set(more[i], more[i + 1]);
            }
        }
        return typed;
    }

    private UUID put(String user, String ref, MultiValueMap<String, String> typed) {
        UUID id = UUID.randomUUID();
        practice.as(user, () -> {
            record.person(ref, id, null, typed);
            return null;
        });
        return id;
    }

    private PersonAround person(String ref, UUID id) {
        return around.of(ref).person(id).orElseThrow();
    }

    private String page(String user, String address) {
        return rest.withBasicAuth(user, "pathways")
                .getForEntity(address, String.class)
                .getBody();
    }

    private Map<String, String> refused(MultiValueMap<String, String> typed) {
        int before = practice.chronology(child).size();
        Map<String, String> problems = catchThrowableOfType(
                        RecordAround.NotYet.class, () -> put("sw.north", child, typed))
                .problems();
        assertThat(practice.chronology(child)).as("nothing was recorded").hasSize(before);
        return problems;
    }

    @Test
    @DisplayName(
            "a mother is put in once for brother and sister, put right by her worker with what stood there before on"
                    + " the record, and the chain of both records is whole (SWI-FIL-02)")
    void onceForTheFamily() {
        List<String> family = practice.siblings(2);
        UUID id = put(
                "sw.north", family.get(0), mother("also", family.get(1), "relation-" + family.get(1), "step-mother"));
        assertThat(person(family.get(0), id).relation()).isEqualTo(Relation.MOTHER);
        assertThat(person(family.get(1), id).relation()).isEqualTo(Relation.STEP_MOTHER);
        UUID seen = person(family.get(0), id).entry();
        practice.as("sw.north", () -> {
            record.person(family.get(0), id, seen, mother("phone", "01632 960 499", "also", family.get(1)));
            return null;
        });
        assertThat(person(family.get(0), id).phone()).isEqualTo("01632 960 499");
        assertThat(person(family.get(1), id).phone()).isEqualTo("01632 960 499");
        assertThat(practice.chronology(family.get(0)))
                .extracting("title")
                .containsOnly("Around the child: Dana Hart, Mother")
                .hasSize(2);
        family.forEach(ref -> assertThat(chain.verify(ref).intact()).isTrue());
    }

    @Test
    @DisplayName(
            "two who change the same person: the second is told who was first, what they typed stays, and nothing is"
                    + " lost; a double click records once")
    void second() {
        UUID id = put("sw.north", child, mother());
        UUID seen = person(child, id).entry();
        practice.as("tm.north", () -> {
            record.person(child, id, seen, mother("phone", "01632 960 001"));
            return null;
        });
        assertThatThrownBy(() -> practice.as("sw.north", () -> {
                    record.person(child, id, seen, mother("phone", "01632 960 002"));
                    return null;
                }))
                .isInstanceOf(ConflictProblem.class)
                .hasMessageContaining("changed by")
                .hasMessageContaining("What you typed is still here");
        int before = practice.chronology(child).size();
        practice.as("tm.north", () -> {
            record.person(child, id, seen, mother("phone", "01632 960 001"));
            return null;
        });
        assertThat(practice.chronology(child)).as("the same once more").hasSize(before);

        BrowserlessForms form = new BrowserlessForms(rest.withBasicAuth("sw.north", "pathways"));
        form.open("/children/" + child + "/people/person?id=" + id);
        practice.as("tm.north", () -> {
            record.person(child, id, person(child, id).entry(), mother("phone", "01632 960 003"));
            return null;
        });
        ResponseEntity<String> answer = form.send(
                "/children/" + child + "/people/person",
                Map.of("name", "Dana Hart", "relation", "mother", "responsibility", "no", "note", "Moved out"));
        assertThat(answer.getStatusCode().value()).isEqualTo(409);
        assertThat(answer.getBody()).contains("nothing of yours is recorded yet", "Moved out");
    }

    @ParameterizedTest(name = "{0} = \"{1}\": {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "name | ​ | Say who it is",
                "relation | cousin | Say what they are to the child",
                "responsibility | | Say whether they hold parental responsibility",
                "email | dana at home | is no e-mail address",
                "born | 31/02/1990 | 31/02/1990",
                "born | 3 April 2026 | has not come yet",
                "died | 1980 | Somebody is born before they die",
                "interpreter | yes | Say for which language",
            })
    @DisplayName("what cannot be so is said at its field, and nothing is recorded")
    void wrong(String field, String value, String sentence) {
        Map<String, String> problems = refused(mother("born", "1988", field, value == null ? "" : value));
        assertThat(String.join(" ", problems.values())).contains(sentence);
    }

    @Test
    @DisplayName("who is no longer around the child stands under earlier, with why; of a professional no parental"
            + " responsibility is asked; a year is enough for a birth")
    void earlier() {
        UUID teacher =
                put("sw.north", child, typed("name", "Mrs Ahmed", "relation", "school", "part", "class teacher"));
        UUID grandmother = put("sw.north", child, typed("name", "Joan", "relation", "mothers-mother", "born", "1955"));
        assertThat(person(child, grandmother).born().words()).isEqualTo("1955, month not known");
        practice.as("sw.north", () -> {
            record.personGone(
                    child, teacher, person(child, teacher).entry(), typed("until", "today", "untilWhy", "New school"));
            return null;
        });
        Around now = around.of(child);
        assertThat(now.people()).extracting(PersonAround::name).containsExactly("Joan");
        assertThat(now.earlier()).extracting(PersonAround::untilWhy).containsExactly("New school");
        assertThat(page("sw.north", "/children/" + child + "/people"))
                .contains("Mrs Ahmed, School or nursery: class teacher, until 2 Apr 2026: New school");
    }

    @Test
    @DisplayName(
            "a warning stands at the head of the page, on the card of the visit and in its form until somebody says"
                    + " that and why it is over; so does what the enquiry's opening asked (A12)")
    void warnings() {
        UUID id = UUID.randomUUID();
        practice.as("sw.north", () -> {
            record.warning(child, id, null, typed("kind", "dog", "says", "Loose in the yard: ring first"));
            return null;
        });
        assertThat(page("sw.north", "/children/" + child)).contains("Before you visit", "Dog: Loose in the yard");
        assertThat(around.of(child).warnings()).hasSize(1);
        practice.as("sw.north", () -> {
            record.warningOver(
                    child,
                    id,
                    around.of(child).warnings().get(0).entry(),
                    typed("over", "today", "overWhy", "The dog has gone"));
            return null;
        });
        assertThat(page("sw.north", "/children/" + child)).doesNotContain("Before you visit");
        assertThat(page("sw.north", "/children/" + child + "/people")).contains("The dog has gone");

        String other = practice.child();
        practice.start(
                "s47-to-icpc", "sw.north", Map.of("childRef", other, "knownRisksToWorkers", "Threats by the uncle"));
        assertThat(page("sw.north", "/children/" + other)).contains("Before you visit", "Threats by the uncle");
        practice.as("sw.north", () -> {
            VisitWarning asked = around.of(other).warnings().get(0);
            record.warningOver(
                    other, asked.id(), asked.entry(), typed("over", "today", "overWhy", "He has moved away"));
            return null;
        });
        assertThat(page("sw.north", "/children/" + other)).doesNotContain("Before you visit");
    }

    @Test
    @DisplayName(
            "whoever may not open the record neither reads nor writes there, alone or for a brother, and is told the"
                    + " same as where there is none; a restricted sister's people are named to nobody else")
    void closed() {
        List<String> family = practice.siblings(2);
        put("sw.north", family.get(1), mother("name", "Somebody Hidden"));
        rest.withBasicAuth("sm", "pathways")
                .postForEntity(
                        "/api/children/" + family.get(1) + "/access",
                        Map.of("decision", "RESTRICT", "reason", "The child of a colleague"),
                        JsonNode.class);
        assertThat(page("sw2.north", "/children/" + family.get(0) + "/people"))
                .contains("People around the child")
                .doesNotContain("Somebody Hidden")
                .doesNotContain(family.get(1));
        for (String closed : List.of(family.get(1), child, "C-0000")) {
            assertThatThrownBy(() -> put("sw2.north", family.get(0), mother("also", closed)))
                    .as(closed)
                    .isInstanceOf(ClosedRecordException.class);
        }
        assertThatThrownBy(() -> put("sw.south", child, mother())).isInstanceOf(ClosedRecordException.class);
        assertThat(around.of(family.get(0)).people()).isEmpty();
        for (String address : List.of("", "/person", "/warning", "/address")) {
            for (String user : List.of("sw.south", "owner", "admin", "eh", "hr")) {
                ResponseEntity<String> answer = rest.withBasicAuth(user, "pathways")
                        .getForEntity("/children/" + child + "/people" + address, String.class);
                assertThat(answer.getStatusCode().value()).as(user + address).isEqualTo(403);
            }
        }
    }

    @Test
    @DisplayName(
            "who is around the child stands in the lists of whom to invite and in the child's summary, with what each"
                    + " needs, and is typed no more; who has died is not invited; what a person must not be told stands in the form")
    void chosenInForms() {
        String invited = new ToTheConference(practice).movedIn("2026-04-01");
        put("sw.north", invited, mother("language", "Polish", "interpreter", "yes", "notTold", "The new address"));
        put("sw.north", invited, mother("name", "Harold Lee", "relation", "mothers-father", "died", "2019"));
        Map<String, Object> shown = practice.shownAtOpening(invited, "Request conference", "sw.north");
        assertThat(shown.get("toInvite"))
                .isEqualTo(List.of(Map.of(
                        "who",
                        "Dana Hart, Mother",
                        "contactDetails",
                        "01632 960 411",
                        "needs",
                        "Interpreter for Polish. Must not be told: The new address")));
        assertThat(shown.get("notToldAround")).isEqualTo("Dana Hart, Mother: The new address");
    }

    @Test
    @DisplayName("the card of a visit and its form say what to know before it")
    void cardOfVisit() {
        CallsTheCycles.deploy(repository);
        practice.start(
                "cycles-test",
                "sw.north",
                Map.of(
                        "childRef", child,
                        "visitKind", "child in need",
                        "visitEvent", "child-in-need-visited",
                        "decidedOn", "2026-03-30",
                        "renewalKind", "health"));
        practice.carryOn(child);
        practice.as("sw.north", () -> {
            record.warning(child, UUID.randomUUID(), null, typed("kind", "not-alone", "says", "Go with a colleague"));
            return null;
        });
        String task = practice.task(child, "Visit child: child in need").getId();
        assertThat(rest.withBasicAuth("sw.north", "pathways")
                        .getForObject("/api/work/cards/" + task, JsonNode.class)
                        .get("warning")
                        .asText())
                .isEqualTo("Do not visit alone: Go with a colleague");
        assertThat(practice.shownAtOpening(child, "Visit child: child in need", "sw.north")
                        .get("visitWarnings"))
                .isEqualTo("Do not visit alone: Go with a colleague");
        assertThat(page("sw.north", "/work")).contains("Before you visit: Do not visit alone: Go with a colleague");
    }

    @Test
    @DisplayName("the worker puts the child's own name and day of birth right, with how it is known: both stand on the"
            + " record, the name from before finds the child; who has only a part in the case does not (SWI-FIL-02)")
    void ownDetails() {
        BrowserlessForms form = new BrowserlessForms(rest.withBasicAuth("sw.north", "pathways"));
        String address = "/children/" + child + "/people/child";
        form.open(address);
        ResponseEntity<String> wrong =
                form.send(address, Map.of("name", "Sîon Pettigrew", "born", "March 2017", "why", "Birth certificate"));
        assertThat(wrong.getStatusCode().value()).isEqualTo(400);
        assertThat(wrong.getBody()).contains("Say the day, not only the month or year");
        String before = children.get(child).name();
        form.open(address);
        assertThat(form.send(
                                address,
                                Map.of("name", "Sîon Pettigrew", "born", "14/03/2017", "why", "Birth certificate"))
                        .getStatusCode()
                        .value())
                .isLessThan(400);
        assertThat(children.get(child).name()).isEqualTo("Sîon Pettigrew");
        assertThat(children.get(child).dateOfBirth()).isEqualTo("2017-03-14");
        assertThat(practice.chronology(child).get(0).answers())
                .containsEntry("nameBefore", before)
                .containsEntry("why", "Birth certificate");
        assertThat(page("sw.north", "/children/" + child)).contains("Formerly", before);
        assertThat(rest.withBasicAuth("eds", "pathways")
                        .getForEntity(address, String.class)
                        .getStatusCode()
                        .value())
                .as("reads every record, and works with no child")
                .isEqualTo(403);
        assertThat(chain.verify(child).intact()).isTrue();
    }

    @Test
    @DisplayName(
            "the family tree has parents, grandparents and children in rows, and everybody in it stands in the table")
    void tree() {
        List<String> family = practice.siblings(3);
        put("sw.north", family.get(0), mother());
        put("sw.north", family.get(0), mother("name", "Piotr Hart", "relation", "father"));
        put("sw.north", family.get(0), mother("name", "Joan Lee", "relation", "mothers-mother", "died", "2019"));
        String page = page("sw.north", "/children/" + family.get(0) + "/people");
        assertThat(page)
                .contains(
                        "<svg", "Family tree of", "Dana Hart", "Piotr Hart", "Joan Lee", "Grandmother, mother’s side");
        assertThat(page.split("<rect").length - 1).as("men").isEqualTo(1);
        assertThat(page.split("<circle").length - 1).as("women").isEqualTo(2);
        put("sw.north", family.get(0), mother("name", "<script>alert(1)</script>"));
        assertThat(page("sw.north", "/children/" + family.get(0) + "/people")).doesNotContain("<script>alert");
    }
}
