package uk.childpathways.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.forms.FormDefinition;

@DisplayName("A form that changed under a draft")
class WhatStillFitsTest {

    private static final FormDefinition FORM = FormDefinition.parse("""
        {"id": "visit", "components": [
          {"type": "group", "components": [
            {"type": "textarea", "id": "a", "key": "seen", "label": "What was seen"},
            {"type": "datetime", "id": "b", "key": "on", "dateLabel": "On", "subtype": "date"}]},
          {"type": "radio", "id": "c", "key": "alone", "values": [{"value": "yes"}, {"value": "no"}]},
          {"type": "select", "id": "d", "key": "worker", "valuesKey": "staff"},
          {"type": "checklist", "id": "e", "key": "harm", "values": [{"value": "neglect"}, {"value": "physical"}]},
          {"type": "checkbox", "id": "f", "key": "told"},
          {"type": "number", "id": "g", "key": "rooms"},
          {"type": "group", "path": "home", "components": [{"type": "textfield", "id": "h", "key": "street"}]},
          {"type": "dynamiclist", "path": "people", "components": [
            {"type": "textfield", "id": "i", "key": "who"},
            {"type": "group", "components": [
              {"type": "select", "id": "j", "key": "part", "values": [{"value": "there"}, {"value": "away"}]}]}]}]}""");

    private static WhatStillFits still(Map<String, Object> answers) {
        return WhatStillFits.of(FORM, answers);
    }

    private static void fits(String name, Object answer) {
        assertThat(still(Map.of(name, answer)).rest()).as(name).isEmpty();
        assertThat(still(Map.of(name, answer)).fits()).isEqualTo(Map.of(name, answer));
    }

    private static void doesNot(String name, Object answer) {
        assertThat(still(Map.of(name, answer)).rest()).as(name).containsExactly(name);
        assertThat(still(Map.of(name, answer)).fits()).isEmpty();
    }

    @Test
    @DisplayName("takes back each kind of answer that it still asks for, as it was typed and right or not")
    void fits() {
        fits("seen", "A bruise");
        fits("on", "not a day");
        fits("alone", "yes");
        fits("worker", "somebody who has left");
        fits("harm", List.of("neglect"));
        fits("told", true);
        fits("rooms", 3);
        fits("rooms", "3");
        fits("home", Map.of("street", "High Street"));
        fits("people", List.of(Map.of("who", "Aunt", "part", "there"), Map.of()));
        Map<String, Object> emptied = new HashMap<>();
        emptied.put("seen", null);
        assertThat(still(emptied).fits()).as("an answer that was taken out").isEqualTo(emptied);
        assertThat(still(emptied).rest()).isEmpty();
    }

    @Test
    @DisplayName("has no place for what it no longer asks, asks in another way, or no longer offers")
    void rest() {
        doesNot("heard", "Shouting");
        doesNot("seen", List.of("A bruise"));
        doesNot("alone", "not-known");
        doesNot("alone", Map.of());
        doesNot("told", "yes");
        doesNot("home", "High Street");
        doesNot("people", "Aunt");
        Map<String, Object> gone = new HashMap<>();
        gone.put("heard", null);
        assertThat(still(gone).fits()).isEmpty();
    }

    @Test
    @DisplayName("takes of rows and ticks what fits, and shows the whole answer where a part does not")
    void inPart() {
        WhatStillFits ticks = still(Map.of("harm", List.of("neglect", "emotional")));
        assertThat(ticks.fits()).isEqualTo(Map.of("harm", List.of("neglect")));
        assertThat(ticks.rest()).containsExactly("harm");

        WhatStillFits rows = still(Map.of(
                "people",
                List.of(
                        Map.of("who", "Aunt", "part", "there", "telephone", "0123"),
                        Map.of("who", "Uncle", "part", "late"))));
        assertThat(rows.fits())
                .isEqualTo(Map.of("people", List.of(Map.of("who", "Aunt", "part", "there"), Map.of("who", "Uncle"))));
        assertThat(rows.rest()).containsExactly("people");

        WhatStillFits home = still(Map.of("home", Map.of("street", "High Street", "town", "Swindon")));
        assertThat(home.fits()).isEqualTo(Map.of("home", Map.of("street", "High Street")));
        assertThat(home.rest()).containsExactly("home");
    }
}
