package uk.childpathways.children;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.TypedDay;

/**
 * The words by which a child is found, however they are written: names as they are and were, the people around the child,
 * addresses; the reference and the day of birth. Used with the rights of the reader only.
 */
@Component
@Transactional(readOnly = true)
public class FoundBy {

    /** A word of so many letters may have one slip; of twice as many, two. */
    private static final int LETTERS_FOR_A_SLIP = 4;

    /** Whether the child {@code c} is found by what was typed: the parameters are those of {@link #typed}. */
    static final String CONDITION = "(c.ref ilike :refLike or (:words <> '{}' and not exists"
            + " (select 1 from unnest(:words) word where not exists (select 1 from pathways.child_found_by f"
            + " where f.child_ref = c.ref and f.plain like '%' || word || '%')))"
            + " or c.date_of_birth = cast(:born as date) or c.expected_on = cast(:born as date))";

    private final JdbcClient db;

    FoundBy(JdbcClient db) {
        this.db = db;
    }

    /** What {@link #CONDITION} names. */
    Map<String, Object> typed(String said, LocalDate today) {
        String text = said == null ? "" : said.strip();
        Map<String, Object> typed = new HashMap<>();
        typed.put("refLike", "%" + text.replaceAll("([%_\\\\])", "\\\\$1") + "%");
        typed.put("words", words(text));
        typed.put(
                "born",
                TypedDay.read(text, today)
                        .filter(day -> day.problem() == null && day.exactness() == TypedDay.Exactness.DAY)
                        .map(day -> day.first().toString())
                        .orElse(null));
        return typed;
    }

    private String[] words(String said) {
        String plain = db.sql("select pathways.plain(?)")
                .param(said)
                .query(String.class)
                .single();
        return plain.isEmpty() ? new String[0] : plain.split(" ");
    }

    /**
     * Those of the reader's children whose names are a slip away from what was typed, where nobody is called so.
     *
     * @param reader what {@link ChildAccess#OPEN} names
     */
    List<String> nearly(String said, Map<String, Object> reader, int atMost) {
        String[] words = words(said == null ? "" : said);
        if (words.length == 0
                || Arrays.stream(words).mapToInt(String::length).max().orElse(0) < LETTERS_FOR_A_SLIP) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        db.sql("select f.child_ref, string_agg(f.plain, ' ') from pathways.child_found_by f"
                        + " join pathways.child c on c.ref = f.child_ref where " + ChildAccess.OPEN
                        + " group by f.child_ref order by f.child_ref")
                .params(reader)
                .query(row -> {
                    String[] theirs = row.getString(2).split(" ");
                    if (found.size() < atMost
                            && Arrays.stream(words)
                                    .allMatch(word -> Arrays.stream(theirs).anyMatch(their -> alike(word, their)))) {
                        found.add(row.getString(1));
                    }
                });
        return found;
    }

    private static boolean alike(String word, String other) {
        int slips = word.length() / LETTERS_FOR_A_SLIP;
        return other.startsWith(word)
                || Math.abs(word.length() - other.length()) <= slips
                        && AlikeChildren.slips(word, other) <= Math.min(2, slips);
    }

    /**
     * By what else than their present name these children were found: "formerly Sian Jones", "Dana Hart, around the child".
     * Children whose name says it are not among them.
     */
    public Map<String, String> otherThanByName(Collection<String> childRefs, String said) {
        String[] words = words(said == null ? "" : said);
        Map<String, String> found = new HashMap<>();
        if (childRefs.isEmpty() || words.length == 0) {
            return found;
        }
        db.sql("select f.child_ref, f.source, f.says from pathways.child_found_by f where f.child_ref = any (:refs)"
                        + " and f.source <> 'name' and exists (select 1 from unnest(:words) word"
                        + " where f.plain like '%' || word || '%' and not exists (select 1 from pathways.child_found_by n"
                        + " where n.child_ref = f.child_ref and n.source = 'name' and n.plain like '%' || word || '%'))"
                        + " order by f.child_ref, f.source")
                .param("refs", childRefs.toArray(String[]::new))
                .param("words", words)
                .query(row -> {
                    String source = row.getString(2);
                    String says = row.getString(3);
                    found.putIfAbsent(
                            row.getString(1),
                            source.startsWith("former")
                                    ? "formerly " + says
                                    : source.startsWith("address") ? says : says + ", around the child");
                });
        return found;
    }

    /** The child's names from before, the latest first. */
    public List<String> formerNames(String childRef) {
        return db.sql("select says from pathways.child_found_by where child_ref = ? and source like 'former %'"
                        + " order by source desc")
                .param(childRef)
                .query(String.class)
                .list();
    }

    /** From now on the child is found by this too; by it no longer where nothing is said. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void by(String childRef, String source, Optional<String> says) {
        if (says.isEmpty()) {
            db.sql("delete from pathways.child_found_by where child_ref = ? and source = ?")
                    .params(childRef, source)
                    .update();
            return;
        }
        db.sql("insert into pathways.child_found_by (child_ref, source, says) values (?, ?, ?)"
                        + " on conflict (child_ref, source) do update set says = excluded.says")
                .params(childRef, source, says.get())
                .update();
    }
}
