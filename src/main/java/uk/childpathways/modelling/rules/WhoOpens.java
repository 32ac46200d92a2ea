package uk.childpathways.modelling.rules;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.childpathways.modelling.Model;
import uk.childpathways.people.Role;

/**
 * Whom a process gives a part, and with it the child's record (property {@code part}): only those who work on single
 * cases, and of these no more than the council decided when it took the version in force.
 */
final class WhoOpens {

    private static final String PART = "part";

    private WhoOpens() {}

    static List<Rule> rules() {
        return List.of(
                Rule.refuse("a part goes only to those who work by part", Rule.eachModel(WhoOpens::wholeRoles)),
                Rule.refuse("a model alone widens nobody's part", WhoOpens::widened)
                        .in(Rule.Scope.PERSONS));
    }

    private static Stream<Finding> wholeRoles(Model model) {
        List<String> whole = partsIn(model).stream()
                .filter(word -> Role.find(word).filter(Role::byPart).isEmpty())
                .toList();
        return whole.isEmpty()
                ? Stream.empty()
                : Stream.of(Finding.at(
                        model,
                        model.process(),
                        "gives a part to " + String.join(", ", whole)
                                + ": the record of each child would be open to all of them. A part is for those who"
                                + " work on single cases: "
                                + Arrays.stream(Role.values())
                                        .filter(Role::byPart)
                                        .map(Role::key)
                                        .collect(Collectors.joining(", "))
                                + ". Take the others out; whoever is offered a task may open the record for it."));
    }

    private static Stream<Finding> widened(Subject subject) {
        return subject.changed().models().stream().flatMap(model -> {
            Optional<Model> before = subject.replacedBy(model);
            Set<String> given = before.map(WhoOpens::partsIn)
                    .orElseGet(() -> subject.inForce().models().stream()
                            .flatMap(other -> partsIn(other).stream())
                            .collect(Collectors.toSet()));
            Set<String> more = new TreeSet<>(partsIn(model));
            more.removeAll(given);
            return more.isEmpty()
                    ? Stream.empty()
                    : Stream.of(Finding.at(
                            model,
                            model.process(),
                            "gives a part to " + String.join(", ", more)
                                    + (before.isPresent()
                                            ? ", to whom the version in force gives none."
                                            : ", to whom no process in force gives one.")
                                    + " Who opens a child's record is not for a model alone to widen: it comes with a"
                                    + " release, after the council has decided it. Take them out."));
        });
    }

    /** Every role that stands in any such property: of two with one name the engine reads the last. */
    private static Set<String> partsIn(Model model) {
        Set<String> roles = new LinkedHashSet<>();
        KnownParts.each(KnownParts.tree(model).getDocumentElement(), element -> {
            if ("property".equals(element.getLocalName()) && PART.equals(element.getAttribute("name"))) {
                Arrays.stream(element.getAttribute("value").split("[\\s,]+"))
                        .filter(word -> !word.isEmpty())
                        .forEach(roles::add);
            }
            return true;
        });
        return roles;
    }
}
