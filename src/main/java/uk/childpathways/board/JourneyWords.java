package uk.childpathways.board;

import java.util.Map;

/** What people call the journeys. */
final class JourneyWords {

    private static final Map<String, String> NAMES = Map.of(
            "s47-to-icpc", "Section 47 enquiry to initial conference",
            "child-family-assessment", "Child and family assessment",
            "child-in-care", "Child in care",
            "child-in-need", "Child in need",
            "case-supervision", "Case supervision");

    private JourneyWords() {}

    static String of(String key) {
        if (key == null || key.isBlank()) {
            return "";
        }
        String words = key.replace('-', ' ');
        return NAMES.getOrDefault(key, Character.toUpperCase(words.charAt(0)) + words.substring(1));
    }
}
