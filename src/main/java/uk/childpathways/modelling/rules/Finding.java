package uk.childpathways.modelling.rules;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Table;

/**
 * One place where a rule is broken, in words for a process owner.
 *
 * @param file the file's name as it was sent or shipped
 * @param element the element or question, as people see it; null for the whole file
 * @param text what is wrong there and what to do, as the rest of a sentence
 */
public record Finding(String file, String element, String text) {

    static Finding at(Model model, String text) {
        return new Finding(model.file(), null, text);
    }

    static Finding at(Model model, BaseElement element, String text) {
        String label = element instanceof FlowElement named && !Texts.blank(named.getName())
                ? "'" + Texts.oneLine(named.getName()) + "' "
                : "";
        return new Finding(model.file(), label + "(" + element.getId() + ")", text);
    }

    static Finding at(Form form, String text) {
        return new Finding(form.file(), null, text);
    }

    static Finding at(Form form, JsonNode part, String text) {
        return new Finding(form.file(), "'" + Form.label(part) + "'", text);
    }

    static Finding at(Table table, String text) {
        return new Finding(table.file(), null, text);
    }

    /** The whole sentence. */
    public String sentence() {
        return element == null ? file + " " + text : file + ": " + element + " " + text;
    }

    /** Whether both speak of the same place; the words may differ, where they list what else there is. */
    boolean samePlace(Finding other) {
        return file.equals(other.file) && java.util.Objects.equals(element, other.element);
    }

    @Override
    public String toString() {
        return sentence();
    }
}
