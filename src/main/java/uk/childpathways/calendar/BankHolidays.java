package uk.childpathways.calendar;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bank holidays of England. The rules come from a maintained library; single days which it does not know
 * (proclaimed holidays, moved ones) come from a data file shipped with the product, and from a council's own file where
 * it has one. Nothing is fetched from a network.
 */
public final class BankHolidays {

    private static final String SHIPPED = "/calendar/england.csv";
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("NEW_YEAR", "New Year's Day"),
            Map.entry("christian.GOOD_FRIDAY", "Good Friday"),
            Map.entry("christian.EASTER_MONDAY", "Easter Monday"),
            Map.entry("EARLY_MAY_BANK_HOLIDAY", "Early May bank holiday"),
            Map.entry("SPRING_BANK_HOLIDAY", "Spring bank holiday"),
            Map.entry("SUMMER_BANK_HOLIDAY", "Summer bank holiday"),
            Map.entry("CHRISTMAS", "Christmas Day"),
            Map.entry("BOXING_DAY", "Boxing Day"),
            Map.entry("QUEENS_PLATINUM_JUBILEE", "Platinum Jubilee"),
            Map.entry("QUEENS_STATE_FUNERAL", "State Funeral"),
            Map.entry("KINGS_CORONATION", "Coronation"));

    private final HolidayManager rules =
            HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.UNITED_KINGDOM));
    private final Map<Integer, NavigableMap<LocalDate, BankHoliday>> years = new ConcurrentHashMap<>();
    private final Map<LocalDate, String> added = new HashMap<>();
    private final Set<LocalDate> removed = new HashSet<>();
    private LocalDate knownUntil = LocalDate.MIN;

    private BankHolidays() {}

    /** The bank holidays as shipped. */
    public static BankHolidays england() {
        BankHolidays holidays = new BankHolidays();
        try (InputStream shipped = BankHolidays.class.getResourceAsStream(SHIPPED)) {
            holidays.correct(shipped, SHIPPED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return holidays;
    }

    /**
     * The bank holidays as shipped, and then corrected by a file of the same form ({@code action,date,name}), for a
     * holiday proclaimed after this version was built.
     *
     * @throws IllegalArgumentException with the line that cannot be read
     */
    public static BankHolidays england(Path corrections) {
        BankHolidays holidays = england();
        try (InputStream file = Files.newInputStream(corrections)) {
            holidays.correct(file, corrections.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("The bank holiday file cannot be read: " + corrections, e);
        }
        return holidays;
    }

    /** The bank holiday kept on that day, if it is one. */
    public Optional<BankHoliday> on(LocalDate day) {
        return Optional.ofNullable(
                years.computeIfAbsent(day.getYear(), this::holidaysOf).get(day));
    }

    /** The year's bank holidays in order of date. */
    public Collection<BankHoliday> in(Year year) {
        return List.copyOf(
                years.computeIfAbsent(year.getValue(), this::holidaysOf).values());
    }

    /** The last year whose bank holidays were checked against the proclaimed list. */
    public Year lastKnownYear() {
        return Year.from(knownUntil);
    }

    /** A sentence to warn with when the known bank holidays end within 12 months of that day. */
    public Optional<String> warningOn(LocalDate today) {
        if (today.plusMonths(12).isBefore(knownUntil)) return Optional.empty();
        return Optional.of("Bank holidays are known only until the end of " + lastKnownYear()
                + ". Due dates after that are counted by the usual rules and miss any holiday proclaimed since:"
                + " update Child Pathways or give it a file of bank holidays.");
    }

    private NavigableMap<LocalDate, BankHoliday> holidaysOf(int year) {
        NavigableMap<LocalDate, BankHoliday> result = new TreeMap<>();
        rules.getHolidays(Year.of(year), "eng").forEach(holiday -> {
            if (!removed.contains(holiday.getDate())) {
                result.put(holiday.getDate(), new BankHoliday(holiday.getDate(), nameOf(holiday)));
            }
        });
        added.forEach((date, name) -> {
            if (date.getYear() == year) result.put(date, new BankHoliday(date, name));
        });
        return result;
    }

    private static String nameOf(de.focus_shift.jollyday.core.Holiday holiday) {
        String known = NAMES.get(holiday.getPropertiesKey());
        return known != null ? known : holiday.getDescription(Locale.UK);
    }

    private void correct(InputStream file, String name) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        }
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#") || line.startsWith("action,")) continue;
            String[] cells = line.split(",", 3);
            try {
                apply(cells[0].trim(), LocalDate.parse(cells[1].trim()), cells.length > 2 ? cells[2].trim() : "");
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        "The bank holiday file " + name + " has a line which is not" + " action,date,name: " + line, e);
            }
        }
    }

    private void apply(String action, LocalDate date, String name) {
        switch (action) {
            case "add" -> {
                added.put(date, name);
                removed.remove(date);
            }
            case "remove" -> {
                removed.add(date);
                added.remove(date);
            }
            case "known-until" -> knownUntil = YearMonth.from(date).atEndOfMonth();
            default -> throw new IllegalArgumentException("unknown action " + action);
        }
    }
}
