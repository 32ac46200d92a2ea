package uk.childpathways.board;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.England;

/**
 * How many answers to breaches are copied words: the same text at different breaches, compared without case, spaces,
 * punctuation, references and the children's names. Who is asked too much answers so; the head of service sees it
 * (NEW-GEN-02a). What one cause answers together names each child with its own words and is none; office work, answered
 * for all at once, is not counted, nor is what the application itself has written.
 */
@Component
class CopiedWords {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** One answer: what was written, and of which child it was. */
    record Answer(UUID breach, String words, String childRef, String childName) {}

    /** How many answers there are, and how many of them stand in the same words at another breach too. */
    record Share(int answers, int copied) {

        /** Rounded; null where nothing was answered. */
        public Integer percent() {
            return answers == 0 ? null : Math.round(100f * copied / answers);
        }
    }

    private final JdbcClient db;
    private final Clock clock;

    CopiedWords(JdbcClient db, Clock pathwaysClock) {
        this.db = db;
        this.clock = pathwaysClock;
    }

    /** Of the last 12 months, for the children of these teams. */
    @Transactional(readOnly = true)
    Share of(Collection<String> teams) {
        LocalDate from = England.dayOf(clock.instant()).minusYears(1);
        return share(db.sql("""
                        select a.breach_id, concat_ws(' ', a.reason, a.effect) as words, c.ref, c.name
                        from pathways.breach_answer a
                        join pathways.breach b on b.id = a.breach_id
                        join pathways.deadline d on d.id = b.deadline_id
                        join pathways.child c on c.ref = b.child_ref
                        where c.team_id = any (?) and a.at >= ? and d.weight <> 'office'
                        and a.source not in ('journey-ended', 'withdrawn')
                        """)
                .params(teams.toArray(String[]::new), Timestamp.from(England.startOf(from)))
                .query((row, number) -> new Answer(
                        row.getObject("breach_id", UUID.class),
                        row.getString("words"),
                        row.getString("ref"),
                        row.getString("name")))
                .list());
    }

    static Share share(List<Answer> answers) {
        Set<String> names = new HashSet<>();
        answers.forEach(answer -> {
            names.addAll(words(answer.childRef()));
            names.addAll(words(answer.childName()));
        });
        Map<String, Set<UUID>> breaches = new HashMap<>();
        Map<Answer, String> plain = answers.stream()
                .distinct()
                .collect(Collectors.toMap(answer -> answer, answer -> plain(answer.words(), names)));
        plain.forEach((answer, text) ->
                breaches.computeIfAbsent(text, key -> new HashSet<>()).add(answer.breach()));
        int copied = (int) answers.stream()
                .map(plain::get)
                .filter(text -> !text.isEmpty() && breaches.get(text).size() > 1)
                .count();
        return new Share(answers.size(), copied);
    }

    private static String plain(String text, Set<String> names) {
        return words(text).stream().filter(word -> !names.contains(word)).collect(Collectors.joining());
    }

    private static List<String> words(String text) {
        return text == null
                ? List.of()
                : NO_WORD.splitAsStream(text.toLowerCase(Locale.UK))
                        .filter(word -> !word.isEmpty())
                        .toList();
    }
}
