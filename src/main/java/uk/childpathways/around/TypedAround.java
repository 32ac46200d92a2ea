package uk.childpathways.around;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.MultiValueMap;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.TypedDay;

/** What was typed on the pages of the people around a child, read into what it says, with a sentence at each field. */
final class TypedAround {

    private static final int LINE = 300;
    private static final int TEXT = 4000;
    private static final int OLDEST = 26;

    private final MultiValueMap<String, String> typed;
    private final LocalDate today;
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final Map<String, String> problems = new LinkedHashMap<>();

    private TypedAround(MultiValueMap<String, String> typed, LocalDate today) {
        this.typed = typed;
        this.today = today;
    }

    record Read(Map<String, Object> facts, Map<String, String> problems) {}

    static Read person(MultiValueMap<String, String> typed, LocalDate today) {
        TypedAround read = new TypedAround(typed, today);
        read.needed(
                "name", "Say who it is. Where the name is not known, say what you know: “the uncle in Leeds”.", LINE);
        Optional<Relation> relation = Relation.of(read.text("relation", LINE));
        if (relation.isEmpty()) {
            read.problems.put("relation", "Say what they are to the child.");
        }
        relation.ifPresent(known -> read.facts.put("relation", known.key()));
        read.keep("part", LINE);
        read.day("born", true);
        read.day("died", true);
        read.after("born", "died", "Somebody is born before they die: look at the two days again.");
        if (relation.filter(known -> !known.professional()).isPresent()) {
            read.oneOf("responsibility", relation.orElseThrow().kind() == Relation.Kind.PARENT);
            if ("yes".equals(read.text("household", LINE))) {
                read.facts.put("household", "yes");
            }
        }
        read.keep("address", TEXT);
        read.keep("phone", LINE);
        read.email();
        read.keep("reach", TEXT);
        read.keep("language", LINE);
        String interpreter = read.text("interpreter", LINE);
        if ("yes".equals(interpreter) || "no".equals(interpreter)) {
            read.facts.put("interpreter", interpreter);
        }
        if ("yes".equals(interpreter) && !read.facts.containsKey("language")) {
            read.problems.put("language", "Say for which language the interpreter is.");
        }
        read.keep("notTold", TEXT);
        read.keep("note", TEXT);
        return read.done();
    }

    static Read warning(MultiValueMap<String, String> typed, LocalDate today) {
        TypedAround read = new TypedAround(typed, today);
        Optional<WarningKind> kind = WarningKind.of(read.text("kind", LINE));
        kind.ifPresentOrElse(
                known -> read.facts.put("kind", known.key()),
                () -> read.problems.put("kind", "Say of what whoever visits is warned."));
        read.needed("says", "Say what a colleague must know, and what to do.", TEXT);
        read.keep("saidBy", LINE);
        read.day("lookAgain", false);
        return read.done();
    }

    static Read address(MultiValueMap<String, String> typed, LocalDate today) {
        TypedAround read = new TypedAround(typed, today);
        read.needed("address", "Say where: the address, or what is known of it.", TEXT);
        read.keep("with", LINE);
        read.day("from", true);
        if (!read.facts.containsKey("from") && !read.problems.containsKey("from")) {
            read.problems.put("from", "Say since when. A month or a year is enough: March 2019.");
        }
        read.day("until", true);
        read.after("from", "until", "Nobody leaves before they come: look at the two days again.");
        read.keep("notTo", TEXT);
        return read.done();
    }

    /** @param unborn whether the day is the one on which the birth is expected */
    static Read details(MultiValueMap<String, String> typed, LocalDate today, boolean unborn) {
        TypedAround read = new TypedAround(typed, today);
        read.needed("name", "A child has a name here, if only “Baby” and the mother's.", LINE);
        Optional<TypedDay> day = TypedDay.read(typed.getFirst("born"), today);
        if (day.isEmpty()) {
            read.problems.put("born", "Say the day.");
        } else if (day.get().problem() != null) {
            read.problems.put("born", day.get().problem());
        } else if (day.get().exactness() != TypedDay.Exactness.DAY) {
            read.problems.put("born", "Say the day, not only the month or year: time limits run from it.");
        } else if (!unborn && day.get().first().isAfter(today)) {
            read.problems.put("born", Days.LONG.day(day.get().first()) + " has not come yet.");
        } else if (!unborn && day.get().first().isBefore(today.minusYears(OLDEST))) {
            read.problems.put("born", "Nobody of that age is a child or young person here.");
        } else {
            read.facts.put("born", day.get().written());
        }
        read.needed("why", "Say how it is known now: a birth certificate, the mother, the school.", TEXT);
        return read.done();
    }

    static Read end(MultiValueMap<String, String> typed, LocalDate today, String day, String why) {
        TypedAround read = new TypedAround(typed, today);
        read.day(day, true);
        if (!read.facts.containsKey(day) && !read.problems.containsKey(day)) {
            read.problems.put(day, "Say since when: today, a day, a month or a year.");
        }
        read.needed(why, "Say why: a colleague will ask.", TEXT);
        return read.done();
    }

    private Read done() {
        return new Read(facts, problems);
    }

    private void needed(String field, String sentence, int longest) {
        keep(field, longest);
        if (!facts.containsKey(field) && !problems.containsKey(field)) {
            problems.put(field, sentence);
        }
    }

    private void keep(String field, int longest) {
        String said = text(field, longest);
        if (said != null) {
            facts.put(field, said);
        }
    }

    private void day(String field, boolean past) {
        TypedDay.read(typed.getFirst(field), today).ifPresent(day -> {
            if (day.problem() != null) {
                problems.put(field, day.problem());
            } else if (past && day.first().isAfter(today)) {
                problems.put(field, Days.LONG.day(day.first()) + " has not come yet.");
            } else if (!past && day.last().isBefore(today)) {
                problems.put(field, Days.LONG.day(day.first()) + " is over: say a day that is to come.");
            } else {
                facts.put(field, day.written());
            }
        });
    }

    private void after(String first, String second, String sentence) {
        if (facts.containsKey(first)
                && facts.containsKey(second)
                && TypedDay.of(facts.get(second).toString())
                        .last()
                        .isBefore(TypedDay.of(facts.get(first).toString()).first())) {
            problems.put(second, sentence);
        }
    }

    private void oneOf(String field, boolean needed) {
        String said = text(field, LINE);
        if (said == null || !said.matches("yes|no|not-known")) {
            if (needed) {
                problems.put(field, "Say whether they hold parental responsibility, or that it is not known yet.");
            }
            return;
        }
        facts.put(field, said);
    }

    private void email() {
        String said = text("email", LINE);
        if (said != null && !said.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
            problems.put("email", "“" + said + "” is no e-mail address, which looks like name@example.org.");
        } else if (said != null) {
            facts.put("email", said);
        }
    }

    /** What was typed; null for nothing, and for signs that nobody sees. */
    private String text(String field, int longest) {
        String value = typed.getFirst(field);
        String seen = value == null
                ? ""
                : value.replaceAll("[\\u00a0\\u200b\\ufeff]", " ").strip();
        if (seen.length() > longest) {
            problems.put(field, "This is longer than the " + longest + " letters that have room here. Shorten it.");
        }
        return seen.isEmpty() ? null : value.strip().replace("\r\n", "\n");
    }
}
