package uk.childpathways.practitioners;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.children.Child;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Children;
import uk.childpathways.people.Directory;

/**
 * Finds a child's name in a text: the whole name anywhere, and a first name where it is written with a capital in
 * the middle of a sentence ("Grace" there is a child; "grace", or the first word of a sentence, may not be one)
 * and no colleague has that name. Words that everybody writes with a capital are no first names: "leave in April", "the
 * Christian calendar". Only children whose records the writer may open are looked for: otherwise a refusal would tell
 * whether a child of that name is known here.
 */
@Component
@Transactional(readOnly = true)
class NamesOfChildren {

    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}'’-]*");
    private static final int SHORTEST = 3;

    /** Months, days, faiths and places that are first names as well. */
    private static final Set<String> ORDINARY = Set.of(
            "April",
            "May",
            "June",
            "August",
            "Friday",
            "Sunday",
            "Noel",
            "Christmas",
            "Easter",
            "Christian",
            "Israel",
            "Jordan",
            "Chad",
            "Georgia",
            "India",
            "China",
            "Kenya",
            "Asia",
            "Paris",
            "London",
            "Florence",
            "Sydney",
            "Victoria",
            "Virginia",
            "Lincoln",
            "Chester",
            "Kent",
            "Devon",
            "Chelsea",
            "Brooklyn",
            "Preston",
            "Sterling",
            "Trinity",
            "Bishop",
            "King",
            "Prince",
            "Will",
            "Bill",
            "Mark",
            "Grant",
            "Skye");

    private final JdbcClient db;
    private final ChildAccess access;
    private final Children children;
    private final Directory directory;

    NamesOfChildren(JdbcClient db, ChildAccess access, Children children, Directory directory) {
        this.db = db;
        this.access = access;
        this.children = children;
        this.directory = directory;
    }

    /** Whether a child is named in the text whose record the person who is logged in may open. */
    boolean in(String text) {
        List<Child> known = directory
                .loggedIn()
                .map(access::all)
                .orElseGet(() -> directory.teams().stream()
                        .flatMap(team -> children.ofTeam(team.id()).stream())
                        .toList());
        if (known.stream().anyMatch(child -> asWords(child.name()).matcher(text).find())) {
            return true;
        }
        Set<String> capitals = capitalsInSentences(text);
        capitals.removeAll(ORDINARY);
        if (capitals.isEmpty()) {
            return false;
        }
        db.sql("select name from pathways.person")
                .query(String.class)
                .list()
                .forEach(name -> List.of(name.split("\\s+")).forEach(capitals::remove));
        return known.stream().map(child -> child.name().trim().split("\\s+")[0]).anyMatch(capitals::contains);
    }

    private static Set<String> capitalsInSentences(String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            String before = text.substring(0, word.start()).stripTrailing();
            boolean first = before.isEmpty()
                    || ".!?:;\"“(-•\n".indexOf(before.charAt(before.length() - 1)) >= 0
                    || text.substring(before.length(), word.start()).contains("\n");
            String name = word.group().replaceFirst("['’]s$", "");
            if (!first && Character.isUpperCase(name.charAt(0)) && name.length() >= SHORTEST) {
                found.add(name);
            }
        }
        return found;
    }

    private static Pattern asWords(String name) {
        String pattern = String.join(
                "\\s+",
                Arrays.stream(name.trim().split("\\s+")).map(Pattern::quote).toList());
        return Pattern.compile("(?<!\\p{L})" + pattern + "(?!\\p{L})", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
