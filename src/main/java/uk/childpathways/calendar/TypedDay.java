package uk.childpathways.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A day as people in England write it on a page of ours: what is typed is what is meant, or a sentence says why it is not
 * read. The same ways of writing as in Tasklist's forms, with "today" and "yesterday"; and, where only that is known, a
 * month or a year.
 *
 * @param first the day; of a month or year its first day
 * @param problem the sentence, where it could not be read; then all else is null
 */
public record TypedDay(LocalDate first, Exactness exactness, String problem) {

    /** How much is known of when something happened. */
    public enum Exactness {
        DAY,
        MONTH,
        YEAR
    }

    private static final int EARLIEST = 1900;
    private static final int LATEST = 2100;
    private static final int LEAP_YEAR = 2024;
    /** Of a year in two figures: further ahead than this it was in the last century. */
    private static final int AHEAD = 20;

    private static final String EXAMPLE = " The day comes first, as in 25/11/2026.";
    private static final Pattern ISO = Pattern.compile("(\\d{4})[-/. ](\\d{1,2})[-/. ](\\d{1,2})");
    private static final Pattern NUMBERS =
            Pattern.compile("(\\d{1,2}) ?[-/.,\\\\ ] ?(\\d{1,2}) ?[-/.,\\\\ ] ?(\\d{1,4})\\.?");
    private static final Pattern TOGETHER = Pattern.compile("(\\d\\d)(\\d\\d)(\\d{4}|\\d\\d)");
    private static final Pattern TOGETHER_ISO = Pattern.compile("((?:19|20)\\d\\d)(\\d\\d)(\\d\\d)");
    private static final Pattern WORDS = Pattern.compile(
            "(?:([a-z.]+),? )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)?[- .]?([a-z]{3,}\\.?)(?:,? ?[- ]?(\\d{1,4}))?");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("(?:([a-z.]+),? )?([a-z]{3,}\\.?) (\\d{1,2})(?:st|nd|rd|th)?,?(?: (\\d{1,4}))?");
    private static final Pattern MONTH_IN_WORDS = Pattern.compile("([a-z]{3,}\\.?),? (\\d{4})");
    private static final Pattern MONTH_IN_NUMBERS = Pattern.compile("(\\d{1,2}) ?[-/.] ?(\\d{4})");
    private static final Pattern YEAR_ALONE = Pattern.compile("\\d{4}");
    private static final Pattern WITHOUT_YEAR = Pattern.compile("\\d{1,2} ?[-/. ] ?\\d{1,2}");
    private static final Pattern TIME = Pattern.compile(
            "(\\d{1,2})(?: ?[:.,h\\- ] ?)?(\\d\\d)?" + "(?::\\d\\d)? ?(am|pm|a\\.m\\.?|p\\.m\\.?|a|p|hrs?|hours|h)?");

    /** Empty for nothing typed. */
    public static Optional<TypedDay> read(String typed, LocalDate today) {
        String text = plain(typed);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(found(text.toLowerCase(Locale.UK), today));
        } catch (Unread unread) {
            return Optional.of(new TypedDay(null, null, "“" + text + "”: " + unread.getMessage()));
        }
    }

    /** The time of day; empty for what is none. */
    public static Optional<LocalTime> time(String typed) {
        String text = plain(typed).toLowerCase(Locale.UK);
        if (text.equals("noon") || text.equals("midday")) {
            return Optional.of(LocalTime.NOON);
        }
        Matcher time = TIME.matcher(text);
        if (!time.matches() || time.group(2) == null && !isHalf(time.group(3))) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(time.group(1));
        int minute = time.group(2) == null ? 0 : Integer.parseInt(time.group(2));
        if (isHalf(time.group(3))) {
            boolean afternoon = time.group(3).startsWith("p");
            if (hour > 12 && afternoon) {
                // Said twice: 14:30 pm.
            } else if (hour < 1 || hour > 12) {
                return Optional.empty();
            } else {
                hour = hour % 12 + (afternoon ? 12 : 0);
            }
        }
        return hour > 23 || minute > 59 ? Optional.empty() : Optional.of(LocalTime.of(hour, minute));
    }

    private static boolean isHalf(String word) {
        return word != null && (word.startsWith("a") || word.startsWith("p"));
    }

    /** The last day on which it may have been: that of the month or year, where only that is known. */
    public LocalDate last() {
        return switch (exactness) {
            case DAY -> first;
            case MONTH -> YearMonth.from(first).atEndOfMonth();
            case YEAR -> first.plusYears(1).minusDays(1);
        };
    }

    /** As machines write it: {@code 2026-11-25}, {@code 2026-11}, {@code 2026}. */
    public String written() {
        return first.toString()
                .substring(
                        0,
                        switch (exactness) {
                            case DAY -> 10;
                            case MONTH -> 7;
                            case YEAR -> 4;
                        });
    }

    /** Reads {@link #written()} again. */
    public static TypedDay of(String written) {
        return switch (written.length()) {
            case 10 -> new TypedDay(LocalDate.parse(written), Exactness.DAY, null);
            case 7 -> new TypedDay(YearMonth.parse(written).atDay(1), Exactness.MONTH, null);
            default -> new TypedDay(LocalDate.of(Integer.parseInt(written), 1, 1), Exactness.YEAR, null);
        };
    }

    /** "2 Apr 2026"; "April 2019, day not known"; "2019, month not known". */
    public String words() {
        return switch (exactness) {
            case DAY -> Days.TABLE.day(first);
            case MONTH -> Days.month(YearMonth.from(first)) + " " + first.getYear() + ", day not known";
            case YEAR -> first.getYear() + ", month not known";
        };
    }

    private static TypedDay found(String text, LocalDate today) {
        if (text.equals("today")) {
            return day(today);
        }
        if (text.equals("yesterday")) {
            return day(today.minusDays(1));
        }
        Matcher m = ISO.matcher(text);
        if (m.matches()) {
            return day(m.group(3), number(m.group(2)), m.group(1), null, today);
        }
        m = NUMBERS.matcher(text);
        if (m.matches()) {
            return day(m.group(1), number(m.group(2)), m.group(3), null, today);
        }
        m = TOGETHER_ISO.matcher(text);
        if (m.matches() && !text.matches(".*(19|20)\\d\\d")) {
            return day(m.group(3), number(m.group(2)), m.group(1), null, today);
        }
        m = TOGETHER.matcher(text);
        if (m.matches()) {
            return day(m.group(1), number(m.group(2)), m.group(3), null, today);
        }
        m = MONTH_IN_NUMBERS.matcher(text);
        if (m.matches()) {
            return month(number(m.group(1)), m.group(2), today);
        }
        if (WITHOUT_YEAR.matcher(text).matches()) {
            String[] parts = text.split("[-/. ]+");
            check(number(parts[1]));
            int month = number(parts[1]);
            int day = number(parts[0]);
            if (day < 1 || day > YearMonth.of(LEAP_YEAR, month).lengthOfMonth()) {
                throw new Unread("there is no " + day + " " + Month.of(month).getDisplayName(TextStyle.FULL, Locale.UK)
                        + " in any year.");
            }
            int year = day > YearMonth.of(today.getYear(), month).lengthOfMonth() ? LEAP_YEAR : today.getYear();
            throw new Unread("please type the year too, as in " + day + "/" + month + "/" + year + ".");
        }
        if (YEAR_ALONE.matcher(text).matches()) {
            return new TypedDay(LocalDate.of(year(text, today), 1, 1), Exactness.YEAR, null);
        }
        m = MONTH_IN_WORDS.matcher(text);
        if (m.matches() && named(m.group(1)).isPresent()) {
            return month(named(m.group(1)).get().getValue(), m.group(2), today);
        }
        return inWords(text, today);
    }

    private static TypedDay inWords(String text, LocalDate today) {
        String weekday;
        String number;
        String word;
        String year;
        Matcher m = WORDS.matcher(text);
        if (m.matches()) {
            weekday = m.group(1);
            number = m.group(2);
            word = m.group(3);
            year = m.group(4);
        } else {
            m = MONTH_FIRST.matcher(text);
            if (!m.matches()) {
                throw notADay();
            }
            weekday = m.group(1);
            word = m.group(2);
            number = m.group(3);
            year = m.group(4);
        }
        Month month = named(word).orElseThrow(TypedDay::notADay);
        if (year == null) {
            throw new Unread("please type the year too, as in " + number(number) + " "
                    + month.getDisplayName(TextStyle.FULL, Locale.UK) + " " + today.getYear() + ".");
        }
        return day(number, month.getValue(), year, weekday, today);
    }

    private static TypedDay day(String number, int month, String years, String weekday, LocalDate today) {
        int year = year(years, today);
        int day = number(number);
        check(month);
        YearMonth of = YearMonth.of(year, month);
        String named = of.getMonth().getDisplayName(TextStyle.FULL, Locale.UK) + " " + year;
        if (day < 1 || day > of.lengthOfMonth()) {
            throw new Unread(named + " has " + of.lengthOfMonth() + " days.");
        }
        LocalDate found = of.atDay(day);
        if (weekday != null) {
            DayOfWeek meant = weekday(weekday).orElseThrow(TypedDay::notADay);
            if (found.getDayOfWeek() != meant) {
                throw new Unread(day + " " + named + " is a "
                        + found.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.UK) + ". Which is meant?");
            }
        }
        return day(found);
    }

    private static TypedDay day(LocalDate day) {
        return new TypedDay(day, Exactness.DAY, null);
    }

    private static TypedDay month(int month, String years, LocalDate today) {
        check(month);
        return new TypedDay(LocalDate.of(year(years, today), month, 1), Exactness.MONTH, null);
    }

    private static void check(int month) {
        if (month < 1 || month > 12) {
            throw new Unread("there is no month " + month + "." + EXAMPLE);
        }
    }

    private static int year(String figures, LocalDate today) {
        int year = number(figures);
        if (figures.length() == 2) {
            int here = today.getYear() - today.getYear() % 100 + year;
            year = here > today.getYear() + AHEAD ? here - 100 : here;
        }
        if (figures.length() == 1 || figures.length() == 3 || year < EARLIEST || year > LATEST) {
            throw new Unread("is the year right? Please type it in four figures, as in 25/11/2026.");
        }
        return year;
    }

    private static int number(String figures) {
        return Integer.parseInt(figures);
    }

    private static Optional<Month> named(String word) {
        String start = word.replaceAll("\\.$", "");
        return start.length() < 3
                ? Optional.empty()
                : Arrays.stream(Month.values())
                        .filter(month -> month.name().toLowerCase(Locale.UK).startsWith(start))
                        .findFirst();
    }

    private static Optional<DayOfWeek> weekday(String word) {
        String start = word.replaceAll("\\.$", "");
        return start.length() < 3
                ? Optional.empty()
                : Arrays.stream(DayOfWeek.values())
                        .filter(day -> day.name().toLowerCase(Locale.UK).startsWith(start))
                        .findFirst();
    }

    private static String plain(String typed) {
        return typed == null
                ? ""
                : typed.replaceAll("[\\u00a0\\u2000-\\u200b\\u202f\\ufeff]", " ")
                        .replaceAll("[\\u2010-\\u2015\\u2212]", "-")
                        .trim()
                        .replaceAll("\\s+", " ");
    }

    private static Unread notADay() {
        return new Unread("this is not read as a date. Please type day, month and year, as in 25/11/2026.");
    }

    private static final class Unread extends DateTimeException {
        private static final long serialVersionUID = 1;

        Unread(String why) {
            super(why);
        }
    }
}
