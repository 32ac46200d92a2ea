package uk.childpathways.forms;

import java.util.Collection;
import java.util.Map;

/** What of a text can be seen and kept. */
final class Texts {

    private Texts() {}

    /**
     * Whether nothing is to be seen of a character on its own: blanks of all kinds, characters that only order others,
     * and the fillers of some scripts. A text of nothing else is no answer.
     */
    static boolean isUnseen(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT -> true;
            default ->
                c == 0x034F
                        || c == 0x115F
                        || c == 0x1160
                        || c == 0x17B4
                        || c == 0x17B5
                        || c == 0x2800
                        || c == 0x3164
                        || c == 0xFFA0
                        || c >= 0xFE00 && c <= 0xFE0F;
        };
    }

    /** Whether a text anywhere in the answer has a NUL or half a character, which the database cannot hold. */
    static boolean hasUnkeepable(Object answer) {
        if (answer instanceof CharSequence text) {
            return text.codePoints().anyMatch(c -> c == 0 || c >= 0xD800 && c <= 0xDFFF);
        }
        if (answer instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .anyMatch(one -> hasUnkeepable(String.valueOf(one.getKey())) || hasUnkeepable(one.getValue()));
        }
        return answer instanceof Collection<?> all && all.stream().anyMatch(Texts::hasUnkeepable);
    }
}
