package uk.childpathways.people;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import uk.childpathways.storage.Storage;

/**
 * What a password must be, wherever one is set: by its owner, by a link, by the engine's own addresses or from Java. Length
 * is what counts; no sort of character is demanded, none is refused, and nobody is made to change one by the calendar.
 */
@Component
public class PasswordRules {

    public static final int SHORTEST = 12;

    /** Far beyond what people type; a hash of a whole book is no use to anybody. */
    public static final int LONGEST = 128;

    /** The password of the invented people and the administrator, where there is a demonstration and only there. */
    public static final String OF_THE_DEMONSTRATION = "pathways";

    /** What the guessed lists begin with, once digits and signs at the ends are taken away and look-alikes are read as letters. */
    private static final String[] GUESSED_FIRST = {
        "password",
        "passwort",
        "passphrase",
        "qwerty",
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "letmein",
        "welcome",
        "iloveyou",
        "administrator",
        "admin",
        "changeme",
        "trustno",
        "football",
        "liverpool",
        "manchester",
        "arsenal",
        "chelsea",
        "sunshine",
        "princess",
        "dragon",
        "monkey",
        "superman",
        "batman",
        "childpathways",
        "pathways",
        "childrensservices",
        "socialwork",
        "socialworker",
        "safeguarding",
        "council",
        "camunda",
        "summer",
        "winter",
        "spring",
        "autumn",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "friday",
        "secret",
        "whatever",
        "computer",
        "internet",
        "default",
        "temporary",
        "newpassword",
        "mypassword",
        "thisismypassword",
        "abcdefghijkl",
        "abc",
        "abcdef",
        "company"
    };

    /** What stands between words and is none. */
    private static final String BETWEEN = "[^a-z]*";

    private final boolean demonstration;

    PasswordRules(Storage storage, @Value("${pathways.demonstration.enabled:#{null}}") Boolean demonstration) {
        this.demonstration = demonstration == null ? storage.embedded() : demonstration;
    }

    /**
     * A sentence that says what is wrong with the password, or nothing.
     *
     * @param about the user id and the names of whom it is for; each may be null
     */
    public Optional<String> problem(String password, String... about) {
        return demonstration && OF_THE_DEMONSTRATION.equals(password)
                ? Optional.empty()
                : problemOfOwn(password, about);
    }

    /**
     * As {@link #problem}, for one that its owner chooses, by a link or on their page: the demonstration's, which
     * everybody knows, is nobody's own.
     */
    public Optional<String> problemOfOwn(String password, String... about) {
        if (password == null || password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of("A password has at least " + SHORTEST + " characters. Three or four words that have"
                    + " nothing to do with each other are easy to remember and hard to guess.");
        }
        if (password.codePointCount(0, password.length()) > LONGEST) {
            return Optional.of("A password has at most " + LONGEST + " characters.");
        }
        if (password.codePoints().distinct().count() < 5) {
            return Optional.of("This password repeats a few characters: it would be guessed. Choose another.");
        }
        String bare = bare(password);
        if (bare.isEmpty()
                || Arrays.asList(GUESSED_FIRST).contains(bare)
                || madeOfGuessed(password)
                || running(password)) {
            return Optional.of(
                    "This password is one of those that are guessed first. Choose another: three or four words that"
                            + " have nothing to do with each other.");
        }
        String small = password.toLowerCase(Locale.ROOT);
        String left = small;
        for (String word : about) {
            if (word != null && word.length() > 3) {
                left = left.replace(word.toLowerCase(Locale.ROOT), "");
            }
        }
        boolean named = left.length() < small.length() && left.length() < SHORTEST - 4;
        return named
                ? Optional.of("This password is little more than the name it belongs to. Choose another.")
                : Optional.empty();
    }

    /** One guessed word again and again, or two of them: with look-alikes, and digits and signs between. */
    private static boolean madeOfGuessed(String password) {
        String plain = Normalizer.normalize(password, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "");
        List<String> inside = Arrays.stream(GUESSED_FIRST)
                .map(PasswordRules::withLookAlikes)
                .filter(word -> Pattern.compile(word).matcher(plain).find())
                .toList();
        for (String one : inside) {
            for (String other : inside) {
                if (plain.matches(BETWEEN + "(?:(?:" + one + "|" + other + ")" + BETWEEN + ")++")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String withLookAlikes(String word) {
        return word.replace("a", "[a@4]")
                .replace("s", "[s$5]")
                .replace("o", "[o0]")
                .replace("i", "[i1!]")
                .replace("e", "[e3]")
                .replace("t", "[t7]");
    }

    private static String bare(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("^[^a-z@$]+|[^a-z@$]+$", "")
                .replace('@', 'a')
                .replace('$', 's')
                .replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replaceAll("[^a-z]", "");
    }

    /** Whether each character follows the one before, as in 123456789012 or abcdefghijkl. */
    private static boolean running(String password) {
        int steps = 0;
        for (int i = 1; i < password.length(); i++) {
            int step = password.charAt(i) - password.charAt(i - 1);
            steps += step == 1 || step == -1 || step == -9 || step == 9 ? 1 : 0;
        }
        return steps >= password.length() - 2;
    }
}
