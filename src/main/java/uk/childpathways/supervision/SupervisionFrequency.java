package uk.childpathways.supervision;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import uk.childpathways.standards.DecisionTables;
import uk.childpathways.standards.SelectedStandard;
import uk.childpathways.standards.StandardSelector;

/**
 * How often a child's case is supervised: the decision table {@code supervision-frequency} chooses by the child's
 * situation, the shortest of what it chooses wins (SUPF-INT-03).
 */
@Component
class SupervisionFrequency implements StandardSelector {

    static final String STANDARD = "case-supervised";

    private static final String TABLE = "supervision-frequency";

    private final DecisionTables tables;
    private final Situation situation;

    SupervisionFrequency(DecisionTables tables, Situation situation) {
        this.tables = tables;
        this.situation = situation;
    }

    @Override
    public String standard() {
        return STANDARD;
    }

    @Override
    public String firstFrom() {
        return "case-supervision-opened";
    }

    @Override
    public String firstFromWords() {
        return "the allocation of the case";
    }

    @Override
    public List<SelectedStandard> of(String childRef, String profile) {
        Situation.Facts facts = situation.of(childRef, profile);
        List<SelectedStandard> chosen = tables.rows(TABLE, facts.inputs()).stream()
                .map(row -> chosen(row, facts.since()))
                .toList();
        return chosen.isEmpty() ? List.of(SelectedStandard.plain(STANDARD)) : chosen;
    }

    private static SelectedStandard chosen(Map<String, Object> row, Map<String, Situation.Since> since) {
        String standard = String.valueOf(row.get("supervisionStandard"));
        Situation.Since begun = since.get(String.valueOf(row.get("situation")));
        boolean mayBeLonger = Boolean.TRUE.equals(row.get("mayBeLonger"));
        return begun == null
                ? new SelectedStandard(standard, null, null, false, null, null, mayBeLonger)
                : new SelectedStandard(
                        standard,
                        begun.start(),
                        begun.words(),
                        "its beginning".equals(row.get("countsFrom")),
                        begun.knownAt(),
                        begun.until(),
                        mayBeLonger);
    }
}
