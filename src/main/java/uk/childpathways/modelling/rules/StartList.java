package uk.childpathways.modelling.rules;

import static uk.childpathways.modelling.rules.Texts.blank;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import uk.childpathways.modelling.Model;

/** How people find what they can start: in a group, by the words that they use. */
final class StartList {

    private static final Map<String, String> NEEDED = new LinkedHashMap<>();

    static {
        NEEDED.put("startGroup", "so that it stands at the end of the start list under 'Other'. Name the group");
        NEEDED.put("startSays", "so that nobody reads in the start list what it is for. Say it in one sentence");
        NEEDED.put(
                "startWords",
                "so that it is found by its name alone. Write the words by which people look for it, with commas between");
    }

    private StartList() {}

    static List<Rule> rules() {
        return List.of(
                Rule.advise(
                        "whatever people can start stands in a group of the start list, says what it is for, and is found"
                                + " by their words",
                        Rule.eachModel(StartList::found)),
                Rule.advise(
                        "only what people can start says how it is found in the start list",
                        Rule.eachModel(StartList::forNobody)));
    }

    private static Stream<Finding> found(Model model) {
        if (!started(model)) {
            return Stream.empty();
        }
        List<Finding> missing = new ArrayList<>();
        NEEDED.forEach((property, what) -> {
            if (Model.property(model.process(), property).isEmpty()) {
                missing.add(Finding.at(
                        model,
                        model.process(),
                        "can be started by people and has no '" + property + "', " + what + " (property '" + property
                                + "'). All words: docs/vocabulary.md."));
            }
        });
        return missing.stream();
    }

    private static Stream<Finding> forNobody(Model model) {
        return started(model)
                ? Stream.empty()
                : Stream.concat(NEEDED.keySet().stream(), Stream.of("startOrder", "startFromTask"))
                        .filter(property ->
                                Model.property(model.process(), property).isPresent())
                        .map(property -> Finding.at(
                                model,
                                model.process(),
                                "has '" + property
                                        + "', and nobody can start it. Name candidate starter groups and tick 'Startable', or"
                                        + " take the property out."));
    }

    private static boolean started(Model model) {
        return model.process().isCamundaStartableInTasklist()
                && !blank(model.process().getCamundaCandidateStarterGroups());
    }
}
