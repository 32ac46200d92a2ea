package uk.childpathways.modelling.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import uk.childpathways.modelling.Model;
import uk.childpathways.vocabulary.ClockStandard;

/** An activity says its standard once; its dates and its clock read it there. */
final class OwnStandard {

    private static final String OWN = "${deadlines.due(execution)}";

    private OwnStandard() {}

    static List<Rule> rules() {
        return List.of(
                Rule.refuse(
                        "a date that asks for the standard of its activity finds it there",
                        Rule.eachModel(OwnStandard::named)),
                Rule.refuse("one task keeps one standard", Rule.eachModel(OwnStandard::one)),
                Rule.advise(
                        "the standard is said once, on the activity; its dates and its clock read it there",
                        Rule.eachModel(OwnStandard::saidOnce)));
    }

    /** Otherwise the engine could not begin the activity. */
    private static Stream<Finding> named(Model model) {
        return dates(model)
                .filter(date -> ClockStandard.asksForOwn(date.text())
                        && ClockStandard.askedBy(date.text(), date.element()).isEmpty())
                .map(date -> Finding.at(
                        model,
                        date.element(),
                        "asks for the standard of its activity, and "
                                + Finding.at(model, date.activity(), "").element()
                                + " names none. Name it there (property 'standard')."));
    }

    private static Stream<Finding> one(Model model) {
        return dates(model)
                .filter(date -> !(date.element() instanceof BoundaryEvent) && date.named() && !date.same())
                .flatMap(date -> date
                        .asked()
                        .map(asked -> Finding.at(
                                model,
                                date.element(),
                                "asks for '" + asked + "' and names another standard. One task keeps one standard."))
                        .stream());
    }

    private static Stream<Finding> saidOnce(Model model) {
        return dates(model)
                .filter(date -> date.asked().isPresent())
                .flatMap(date -> Stream.of(repeats(model, date), inDateAlone(model, date), besideTheDate(model, date))
                        .flatMap(Optional::stream));
    }

    private static Optional<Finding> repeats(Model model, DateAsked date) {
        return date.named() && date.same() && !ClockStandard.asksForOwn(date.text())
                ? Optional.of(Finding.at(
                        model,
                        date.element(),
                        "repeats the standard '" + date.asked().orElseThrow() + "' of its activity. Ask " + OWN + "."))
                : Optional.empty();
    }

    private static Optional<Finding> inDateAlone(Model model, DateAsked date) {
        return date.named()
                ? Optional.empty()
                : Optional.of(Finding.at(
                        model,
                        date.element(),
                        "names the standard '" + date.asked().orElseThrow() + "' in its date. Name it at "
                                + Finding.at(model, date.activity(), "").element() + " (property 'standard') and ask "
                                + OWN + "."));
    }

    private static Optional<Finding> besideTheDate(Model model, DateAsked date) {
        return date.element() instanceof BoundaryEvent
                        && Model.property(date.element(), ClockStandard.PROPERTY)
                                .isPresent()
                ? Optional.of(Finding.at(
                        model,
                        date.element(),
                        "names a standard in a property beside the one that its date asks for. Remove the property."))
                : Optional.empty();
    }

    /** A due date, follow-up date or clock's date. */
    private record DateAsked(BaseElement element, String text) {

        /** The task, call or subprocess whose date it is. */
        BaseElement activity() {
            return element instanceof BoundaryEvent clock ? clock.getAttachedTo() : element;
        }

        Optional<String> asked() {
            return ClockStandard.askedBy(text, element);
        }

        boolean named() {
            return Model.property(activity(), ClockStandard.PROPERTY).isPresent();
        }

        boolean same() {
            return asked().equals(ClockStandard.askedBy(OWN, activity()));
        }
    }

    private static Stream<DateAsked> dates(Model model) {
        return Stream.concat(
                model.userTasks().stream()
                        .flatMap(task -> Stream.of(
                                new DateAsked(task, task.getCamundaDueDate()),
                                new DateAsked(task, task.getCamundaFollowUpDate()))),
                model.boundaryTimers()
                        .filter(clock -> Model.timer(clock).orElseThrow().getTimeDate() != null)
                        .map(clock -> new DateAsked(
                                clock,
                                Model.timer(clock).orElseThrow().getTimeDate().getTextContent())));
    }
}
