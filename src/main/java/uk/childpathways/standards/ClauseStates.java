package uk.childpathways.standards;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.springframework.stereotype.Component;

/** How the product stands to each clause of the catalogue. */
@Component
public class ClauseStates {

    private final Map<String, ClauseState> states;
    private final Map<String, List<String>> shown;

    public ClauseStates() {
        Map<String, ClauseState> read = new LinkedHashMap<>();
        for (CSVRecord row : CatalogueFile.rows("states.csv")) {
            ClauseState state = new ClauseState(
                    row.get("id"),
                    ClauseState.State.of(row.get("state")),
                    row.get("words"),
                    Arrays.stream(row.get("shown_at").split("\\s+"))
                            .filter(form -> !form.isEmpty())
                            .toList());
            if (read.put(state.clause(), state) != null) {
                throw new IllegalStateException("The clause " + state.clause() + " has two states");
            }
        }
        states = Collections.unmodifiableMap(read);
        shown = new LinkedHashMap<>();
        read.values()
                .forEach(state -> state.shownAt()
                        .forEach(form -> shown.computeIfAbsent(form, key -> new ArrayList<>())
                                .add(state.clause())));
    }

    public Optional<ClauseState> find(String clause) {
        return Optional.ofNullable(states.get(clause));
    }

    /** @throws IllegalStateException for a clause without a state, which a test keeps from happening */
    public ClauseState of(String clause) {
        return find(clause).orElseThrow(() -> new IllegalStateException("The clause " + clause + " has no state"));
    }

    /** The guidance that is shown at tasks with this form, though nothing on the form names it. */
    public List<String> shownAt(String form) {
        return shown.getOrDefault(form, List.of());
    }

    public List<ClauseState> all() {
        return List.copyOf(states.values());
    }

    /** The forms at which guidance is shown. */
    public Set<String> forms() {
        return shown.keySet().stream().collect(Collectors.toUnmodifiableSet());
    }
}
