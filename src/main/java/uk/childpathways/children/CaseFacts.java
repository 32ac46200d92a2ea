package uk.childpathways.children;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import uk.childpathways.people.CaseLookup;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.PractitionerFiles;

/** Answers for the vocabulary of people whose case a child is, and whose a practitioner's file. */
@Component
class CaseFacts implements CaseLookup {

    private final Children children;
    private final Chronology chronology;
    private final OfferedWork offers;
    private final Directory directory;

    CaseFacts(Children children, Chronology chronology, OfferedWork offers, Directory directory) {
        this.children = children;
        this.chronology = chronology;
        this.offers = offers;
        this.directory = directory;
    }

    @Override
    public String teamOf(String childRef) {
        return PractitionerFiles.isFile(childRef)
                ? directory
                        .person(PractitionerFiles.practitionerOf(childRef))
                        .map(Person::team)
                        .orElse(null)
                : children.get(childRef).team();
    }

    @Override
    public Optional<String> allocatedWorkerOf(String childRef) {
        return PractitionerFiles.isFile(childRef)
                ? Optional.of(PractitionerFiles.practitionerOf(childRef))
                : Optional.ofNullable(children.get(childRef).allocatedWorker());
    }

    @Override
    public List<String> offered(String childRef, List<String> groups, Set<String> barred) {
        return offers.groupsFor(childRef, groups, barred);
    }

    @Override
    public Set<String> barredFrom(Map<String, String> properties, Function<String, Object> variables) {
        Set<String> barred = new HashSet<>();
        String named = properties.get("signsOff");
        Object journey = named == null ? null : variables.apply("journeyId");
        if (journey != null) {
            Object form = variables.apply(named);
            chronology
                    .latest(UUID.fromString(journey.toString()), form == null ? named : form.toString())
                    .map(ChronologyEntry::by)
                    .ifPresent(barred::add);
        }
        Object child = "allocated-worker".equals(properties.get("notBy")) ? variables.apply("childRef") : null;
        if (child != null) {
            children.find(child.toString()).map(Child::allocatedWorker).ifPresent(barred::add);
        }
        return barred;
    }

    @Override
    public Optional<String> authorIn(String processInstanceId) {
        return chronology.latestOfProcessInstance(processInstanceId).map(ChronologyEntry::by);
    }
}
