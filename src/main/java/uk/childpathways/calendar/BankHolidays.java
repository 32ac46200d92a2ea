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
    private volatile Known known;
    private volatile int edition;

    /** What the files say beside the rules, and the years worked out by them. */
    private static final class Known {
        private final Map<Integer, NavigableMap<LocalDate, BankHoliday>> years = new ConcurrentHashMap<>();
        private final Map<LocalDate, String> added = new HashMap<>();
        private final Set<LocalDate> removed = new HashSet<>();
        private LocalDate until = LocalDate.MIN;

        private boolean same(Known other) {
            return other != null
                    && added.equals(other.added)
                    && removed.equals(other.removed)
                    && until.equals(other.until);
        }
    }

    private BankHolidays() {}

    /** The bank holidays as shipped. */
    public static BankHolidays england() {
        BankHolidays holidays = new BankHolidays();
        holidays.read(null);
        return holidays;
    }

    /**
     * The bank holidays as shipped, and then corrected by a file of the same form ({@code action,date,name}), for a
     * holiday proclaimed after this version was built.
     *
     * @throws IllegalArgumentException with the line that cannot be read
     */
    public static BankHolidays england(Path corrections) {
        BankHolidays holidays = new BankHolidays();
        holidays.read(corrections);
        return holidays;
    }

    /**
     * Reads the files again, as they are now. Where one cannot be read, all stays as it was.
     *
     * @param corrections a council's own file; null for none
     * @throws IllegalArgumentException with the line that cannot be read
     */
    public synchronized void read(Path corrections) {
        Known read = new Known();
        try (InputStream shipped = BankHolidays.class.getResourceAsStream(SHIPPED)) {
            correct(read, shipped, SHIPPED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (corrections != null) {
            try (InputStream file = Files.newInputStream(corrections)) {
                correct(read, file, corrections.toString());
            } catch (IOException e) {
                throw new UncheckedIOException("The bank holiday file cannot be read: " + corrections, e);
            }
        }
        if (!read.same(known)) {
            known = read;
            edition++;
        }
    }

    /** Another number each time that the files were read and said something else. */
    public int edition() {
        return edition;
    }

    /** The bank holiday kept on that day, if it is one. */
    public Optional<BankHoliday> on(LocalDate day) {
        return Optional.ofNullable(of(day.getYear()).get(day));
    }

    /** The year's bank holidays in order of date. */
    public Collection<BankHoliday> in(Year year) {
        return List.copyOf(of(year.getValue()).values());
    }

    private NavigableMap<LocalDate, BankHoliday> of(int year) {
        Known now = known;
        return now.years.computeIfAbsent(year, each -> holidaysOf(each, now));
    }

    /** The last year whose bank holidays were checked against the proclaimed list. */
    public Year lastKnownYear() {
        return Year.from(known.until);
    }

    /** A sentence to warn with when the known bank holidays end within 12 months of that day. */
    public Optional<String> warningOn(LocalDate today) {
        if (today.plusMonths(12).isBefore(known.until)) return Optional.empty();
        return Optional.of("Bank holidays are known only until the end of " + lastKnownYear()
                + ". Due dates after that are counted by the usual rules and miss any holiday proclaimed since:"
                + " update Child Pathways or give it a file of bank holidays.");
    }

    private NavigableMap<LocalDate, BankHoliday> holidaysOf(int year, Known known) {
        NavigableMap<LocalDate, BankHoliday> result = new TreeMap<>();
        rules.getHolidays(Year.of(year), "eng").forEach(holiday -> {
            if (!known.removed.contains(holiday.getDate())) {
                result.put(holiday.getDate(), new BankHoliday(holiday.getDate(), nameOf(holiday)));
            }
        });
        known.added.forEach((date, name) -> {
            if (date.getYear() == year) result.put(date, new BankHoliday(date, name));
        });
        return result;
    }

    private static String nameOf(de.focus_shift.jollyday.core.Holiday holiday) {
        String known = NAMES.get(holiday.getPropertiesKey());
        return known != null ? known : holiday.getDescription(Locale.UK);
    }

    private static void correct(Known known, InputStream file, String name) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        }
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#") || line.startsWith("action,")) continue;
            String[] cells = line.split(",", 3);
            try {
                apply(
                        known,
                        cells[0].trim(),
                        LocalDate.parse(cells[1].trim()),
                        cells.length > 2 ? cells[2].trim() : "");
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        "The bank holiday file " + name + " has a line which is not" + " action,date,name: " + line, e);
            }
        }
    }

    private static void apply(Known known, String action, LocalDate date, String name) {
        switch (action) {
            case "add" -> {
                known.added.put(date, name);
                known.removed.remove(date);
            }
            case "remove" -> {
                known.removed.add(date);
                known.added.remove(date);
            }
            case "known-until" -> known.until = YearMonth.from(date).atEndOfMonth();
            default -> throw new IllegalArgumentException("unknown action " + action);
        }
    }
}
