package uk.childpathways.around;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.Journeys;
import uk.childpathways.storage.StartUpStep;
import uk.childpathways.storage.Storage;

/** Invented people around the invented children Maya, Noah and Isla Thornton; where their records have begun, nobody. */
@Component
@Order(StartUpStep.DEMONSTRATION + 1)
class DemonstrationFamilies implements StartUpStep {

    private static final List<String> THORNTON = List.of("C-1002", "C-1003", "C-1004");
    private static final String WORKER = "sw.north";

    private final RecordAround record;
    private final Children children;
    private final Chronology chronology;
    private final Journeys journeys;
    private final Clock clock;
    private final boolean wanted;

    DemonstrationFamilies(
            RecordAround record,
            Children children,
            Chronology chronology,
            Journeys journeys,
            Clock pathwaysClock,
            Storage storage,
            @Value("${pathways.demonstration.families:#{null}}") Boolean wanted) {
        this.record = record;
        this.children = children;
        this.chronology = chronology;
        this.journeys = journeys;
        this.clock = pathwaysClock;
        this.wanted = wanted == null ? storage.embedded() : wanted;
    }

    @Override
    @Transactional
    public void run() {
        if (!wanted) {
            return;
        }
        String year = String.valueOf(LocalDate.now(clock).getYear() - 38);
        for (String ref : THORNTON) {
            if (children.find(ref).isEmpty()
                    || !journeys.of(ref).isEmpty()
                    || chronology.of(ref, PageRequest.of(0, 1)).getTotalElements() > 0) {
                continue;
            }
            person(
                    ref,
                    "Dana Thornton",
                    "mother",
                    "responsibility=yes",
                    "household=yes",
                    "born=" + year,
                    "phone=01632 960 411",
                    "reach=Texts before nine; she works nights.");
            person(
                    ref,
                    "Piotr Wiśniewski",
                    "father",
                    "responsibility=yes",
                    "household=yes",
                    "language=Polish",
                    "interpreter=yes",
                    "phone=01632 960 412");
            person(
                    ref,
                    "Joan Thornton",
                    "mothers-mother",
                    "responsibility=no",
                    "phone=01632 960 413",
                    "notTold=What the parents said about her in the assessment");
            person(ref, "Harold Thornton", "mothers-father", "responsibility=no", "died=2019");
            person(ref, "Oakfield School", "school", "part=Mrs Ahmed, safeguarding lead", "phone=01632 960 420");
            record.demonstrated(
                    ref,
                    number("warning"),
                    WORKER,
                    AroundChild.WARNING,
                    "Warning for whoever visits",
                    facts(
                            "kind=dog",
                            "says=Large dog, loose in the yard. Ring before you come in.",
                            "saidBy=Health visitor"));
            record.demonstrated(
                    ref,
                    number("address"),
                    WORKER,
                    AroundChild.ADDRESS,
                    "Where the child lives",
                    facts("address=14 Mill Lane, Oakham", "with=both parents", "from=2021"));
        }
    }

    private void person(String ref, String name, String relation, String... more) {
        Map<String, Object> facts = facts("name=" + name, "relation=" + relation);
        facts.putAll(facts(more));
        record.demonstrated(ref, number(name), WORKER, AroundChild.PERSON, null, facts);
    }

    /** The same for brothers and sisters: they share their parents. */
    private static UUID number(String what) {
        return UUID.nameUUIDFromBytes(("Thornton " + what).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> facts(String... each) {
        Map<String, Object> facts = new LinkedHashMap<>();
        Arrays.stream(each).forEach(fact -> facts.put(fact.split("=")[0], fact.substring(fact.indexOf('=') + 1)));
        return facts;
    }
}
