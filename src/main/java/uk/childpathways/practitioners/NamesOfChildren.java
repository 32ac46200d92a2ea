package uk.childpathways.practitioners;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds a child's name in a text: the whole name anywhere, and a first name where it is written with a capital in
 * the middle of a sentence ("Grace" there is a child; "grace", or the first word of a sentence, may not be one)
 * and no colleague has that name.
 */
@Component
@Transactional(readOnly = true)
class NamesOfChildren {

    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}'’-]*");
    private static final int SHORTEST = 3;

    private record Named(String ref, String name) {}

    private final JdbcClient db;

    NamesOfChildren(JdbcClient db) {
        this.db = db;
    }

    /** The reference of a child who is named in the text. */
    Optional<String> in(String text) {
        String[] words = WORD.matcher(text).results().map(word -> word.group()).toArray(String[]::new);
        if (words.length == 0) {
            return Optional.empty();
        }
        Optional<String> whole = db
                .sql("select ref, name from pathways.child where position(lower(name) in lower(?)) > 0")
                .param(text)
                .query((row, i) -> new Named(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .filter(child -> asWords(child.name()).matcher(text).find())
                .map(Named::ref)
                .sorted()
                .findFirst();
        return whole.isPresent() ? whole : byFirstName(text);
    }

    private Optional<String> byFirstName(String text) {
        Set<String> capitals = capitalsInSentences(text);
        if (capitals.isEmpty()) {
            return Optional.empty();
        }
        Set<String> colleagues = new HashSet<>();
        db.sql("select name from pathways.person")
                .query(String.class)
                .list()
                .forEach(name -> colleagues.addAll(List.of(name.split("\\s+"))));
        capitals.removeAll(colleagues);
        return capitals.isEmpty()
                ? Optional.empty()
                : db.sql("select ref from pathways.child where split_part(name, ' ', 1) = any (?) order by ref limit 1")
                        .param(capitals.toArray(String[]::new))
                        .query(String.class)
                        .optional();
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
