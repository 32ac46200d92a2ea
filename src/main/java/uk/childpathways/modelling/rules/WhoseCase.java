package uk.childpathways.modelling.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;

/**
 * A model says what is done, never for whom. Which child a case is about was asked and checked when it began, and goes
 * on to what it calls; who does the work is found by a word or chosen on a form, where it is checked as well. A model
 * that wrote a reference or a user id would act on a record that neither its author nor its starter may open.
 */
final class WhoseCase {

    /** By these the words of the vocabulary find whose record they write. */
    static final Set<String> IDENTITY =
            Set.of("childRef", "journeyId", "deadlineId", "breachId", "actionId", "practitioner", "handedOverFrom");

    /** Three of them pass from a case to the process that it calls. */
    private static final Set<String> PASSED_ON = Set.of("childRef", "journeyId", "breachId");

    private static final Set<String> PERSONS =
            Set.of("worker", "supervisor", "absentPerson", "coveredBy", "decidedBy", "author", "assignee");

    private static final Set<String> RECEIVING = Set.of(
            "resultVariable",
            "elementVariable",
            "initiator",
            "escalationCodeVariable",
            "errorCodeVariable",
            "errorMessageVariable");

    /** Properties whose value is the name of a variable that is written. */
    private static final Set<String> NAMING = Set.of("sets", "rounds", "decider");

    /** Where a model says who may begin or do something. */
    private static final Set<String> OFFERING = Set.of(
            "assignee",
            "candidateUsers",
            "candidateGroups",
            "candidateStarterGroups",
            "candidateStarterUsers",
            "sourceExpression",
            "value");

    private static final Pattern COMPARED = Pattern.compile("(?:==|!=|\\beq\\b|\\bne\\b)\\s*(?:'[^']*'|\"[^\"]*\")");
    private static final Pattern ASKED = Pattern.compile("\\s*[$#]\\{[^'\"{}]*[a-zA-Z][^'\"{}]*}\\s*");
    private static final Pattern WITHOUT_CHILDREN =
            Pattern.compile("(?<![\\w-])(?:process-owner|standards-lead)s?(?![\\w-])");

    private WhoseCase() {}

    static List<Rule> rules() {
        return List.of(
                Rule.refuse(
                        "a model does not say whose case it is, nor who does the work",
                        Rule.eachModel(model -> in(model.file(), KnownParts.tree(model)).stream())),
                Rule.refuse("a question at a task does not change whose case it is", WhoseCase::askedAtTasks));
    }

    /** Asked of what lies in the database, too: {@link DeploymentCheck#codeIn}. */
    static List<Finding> in(String file, Document tree) {
        List<Finding> found = new ArrayList<>();
        KnownParts.each(tree.getDocumentElement(), element -> {
            written(element)
                    .filter(IDENTITY::contains)
                    .map(name -> KnownParts.at(
                            file,
                            element,
                            "writes the variable '" + name + "', by which a case knows whose it is. It comes with the"
                                    + " start of the case and passes to a called process unchanged: leave it out, or"
                                    + " pass it on under its own name."))
                    .forEach(found::add);
            person(element).ifPresent(text -> found.add(KnownParts.at(file, element, text)));
            withoutChildren(element).ifPresent(text -> found.add(KnownParts.at(file, element, text)));
            return true;
        });
        return found;
    }

    /** The variables that this element writes. */
    private static Stream<String> written(Element element) {
        return switch (element.getLocalName()) {
            case "inputParameter", "outputParameter" -> Stream.of(element.getAttribute("name"));
            case "out" -> Stream.of(element.getAttribute("target"));
            case "in" ->
                PASSED_ON.contains(element.getAttribute("target"))
                                && element.getAttribute("target").equals(element.getAttribute("source"))
                        ? Stream.empty()
                        : Stream.of(element.getAttribute("target"));
            case "property" ->
                NAMING.contains(element.getAttribute("name"))
                        ? Arrays.stream(element.getAttribute("value").trim().split("[\\s,]+"))
                        : Stream.empty();
            default ->
                KnownParts.attributes(element)
                        .filter(attribute -> RECEIVING.contains(attribute.getLocalName()))
                        .map(attribute -> attribute.getValue().trim());
        };
    }

    private static Optional<String> person(Element element) {
        String name = switch (element.getLocalName()) {
            case "inputParameter", "outputParameter" -> element.getAttribute("name");
            case "in", "out" -> element.getAttribute("target");
            default -> "";
        };
        if (PERSONS.contains(name)) {
            String given = element.hasAttribute("source")
                    ? "${" + element.getAttribute("source") + "}"
                    : element.hasAttribute("sourceExpression")
                            ? element.getAttribute("sourceExpression")
                            : element.getTextContent();
            return asked(given) ? Optional.empty() : Optional.of(named(given));
        }
        return KnownParts.attributes(element)
                .filter(attribute -> Set.of("assignee", "candidateUsers", "candidateStarterUsers")
                        .contains(attribute.getLocalName()))
                .filter(attribute -> !asked(attribute.getValue()))
                .findFirst()
                .map(attribute -> named(attribute.getValue()));
    }

    /** Whether it is one expression that finds somebody; text in it is only compared with. */
    private static boolean asked(String given) {
        return ASKED.matcher(COMPARED.matcher(given).replaceAll("")).matches();
    }

    private static String named(String given) {
        return "names somebody (" + Texts.shortened(given) + "). People come and go, and whom a child's record is open"
                + " to is decided elsewhere: ask a word, as ${people.allocatedWorker(execution)}, or a question of a"
                + " form.";
    }

    private static Optional<String> withoutChildren(Element element) {
        boolean offered = KnownParts.attributes(element)
                        .filter(attribute -> OFFERING.contains(attribute.getLocalName()))
                        .anyMatch(attribute ->
                                WITHOUT_CHILDREN.matcher(attribute.getValue()).find())
                || Set.of("inputParameter", "outputParameter").contains(element.getLocalName())
                        && WITHOUT_CHILDREN.matcher(text(element)).find();
        return offered
                ? Optional.of("gives work to process owners, who look after the processes and open no child's record."
                        + " Name a role that works with children.")
                : Optional.empty();
    }

    private static String text(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(child.getNodeValue());
            }
        }
        return text.toString();
    }

    /** A start's question which child it is about is checked there; once a case runs, nobody answers it anew. */
    private static Stream<Finding> askedAtTasks(Subject subject) {
        return subject.all().models().stream()
                .flatMap((Model model) -> model.userTasks().stream()
                        .map(task -> task.getCamundaFormRef())
                        .filter(form -> !Texts.blank(form)))
                .distinct()
                .flatMap(id -> subject.all().form(id).stream())
                .flatMap((Form form) -> form.components().stream()
                        .filter(question ->
                                IDENTITY.contains(question.path("key").asText())
                                        && "true".equals(Form.property(question, "keep")))
                        .map(question -> Finding.at(
                                form,
                                question,
                                "is asked at a task and keeps '"
                                        + question.path("key").asText()
                                        + "', by which a case knows whose it is. Give the question another key.")));
    }
}
