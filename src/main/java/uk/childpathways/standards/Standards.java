package uk.childpathways.standards;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The standards as the tables now in force state them. */
@Service
public class Standards {

    private static final ClockStart ORDINARY_DAY = ClockStart.on(LocalDate.of(2026, 2, 2));

    private final TimescaleTable table;
    private final DueDateCalculator calculator;

    Standards(TimescaleTable table, DueDateCalculator calculator) {
        this.table = table;
        this.calculator = calculator;
    }

    /** In the order of the tables. */
    public List<Standard> all() {
        Map<String, List<Timescale>> rows = new LinkedHashMap<>();
        table.rows()
                .forEach(row -> rows.computeIfAbsent(row.standard(), id -> new ArrayList<>())
                        .add(row));
        return rows.entrySet().stream()
                .map(entry ->
                        new Standard(entry.getKey(), entry.getValue().get(0).name(), List.copyOf(entry.getValue())))
                .toList();
    }

    public Optional<Standard> find(String id) {
        return all().stream().filter(standard -> standard.id().equals(id)).findFirst();
    }

    /** @throws UnknownStandardException when no table has a row for it */
    public Standard get(String id) {
        return find(id).orElseThrow(() -> new UnknownStandardException(id));
    }

    /**
     * The row that wins when all its events lie on one ordinary day: what to say of a standard outside any journey.
     * Which row wins for a child is calculated from what has happened there: see {@link DueDateCalculator}.
     *
     * @throws UnknownStandardException when no table has a row for it
     */
    public Timescale timescaleFor(String id, String profile) {
        return calculator
                .calculate(id, profile, ORDINARY_DAY.at(), event -> Optional.of(ORDINARY_DAY))
                .timescale();
    }
}
