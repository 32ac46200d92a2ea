package uk.childpathways.oversight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a manager decided about a child and why, recorded for good. Components as in {@link NewOversight}. */
public record OversightEntry(
        UUID id,
        String childRef,
        UUID journeyId,
        String kind,
        String decision,
        String rationale,
        List<NewAction> actions,
        String effect,
        LocalDate until,
        String by,
        String role,
        Instant at,
        String aboutElement,
        UUID breachId,
        NewOversight.Source source,
        long chainSeq,
        String previousHash,
        String hash) {

    private static final Pattern CHOICE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Map<String, String> NAMES =
            Map.of("iro", "IRO", "cafcass", "Cafcass", "s47", "S47", "asye", "ASYE");

    /** The decision as people read it: what was chosen from a list in words, what was written as it was written. */
    public String decisionInWords() {
        return inWords(decision);
    }

    /** A choice such as {@code referred-to-cafcass} in words: "Referred to Cafcass"; anything else as it is. */
    public static String inWords(String choice) {
        if (choice == null || !CHOICE.matcher(choice).matches()) {
            return choice;
        }
        String words = Arrays.stream(choice.split("-"))
                .map(word -> NAMES.getOrDefault(word, word))
                .collect(Collectors.joining(" "));
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
