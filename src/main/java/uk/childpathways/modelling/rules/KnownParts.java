package uk.childpathways.modelling.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Table;
import uk.childpathways.modelling.words.Contract;
import uk.childpathways.modelling.words.Expressions;
import uk.childpathways.modelling.words.KnownWords;

/**
 * A model and a table hold nothing but parts that are known to carry data: read from the file's own tree, where the
 * engine finds by name also what no program draws. What is not on these lists is refused, whatever it is.
 */
final class KnownParts {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    /** The engine reads the second as the first. */
    private static final Set<String> OURS = Set.of("http://camunda.org/schema/1.0/bpmn", "http://activiti.org/bpmn");

    private static final String OURS_IN_TABLES = "http://camunda.org/schema/1.0/dmn";
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    /** Where things are drawn, and in which colour: nothing is read there. */
    private static final Set<String> DRAWING = Set.of(
            "http://www.omg.org/spec/BPMN/20100524/DI",
            "http://www.omg.org/spec/DD/20100524/DI",
            "http://www.omg.org/spec/DD/20100524/DC",
            "https://www.omg.org/spec/DMN/20191111/DMNDI/",
            "http://www.omg.org/spec/DMN/20180521/DMNDI/",
            "http://www.omg.org/spec/DMN/20180521/DI/",
            "http://www.omg.org/spec/DMN/20180521/DC/",
            "http://bpmn.io/schema/dmn/biodi/1.0",
            "http://bpmn.io/schema/dmn/biodi/2.0",
            "http://bpmn.io/schema/bpmn/biocolor/1.0",
            "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
            "http://camunda.org/schema/modeler/1.0");

    private static final Set<String> ELEMENTS = words("""
            definitions process collaboration participant messageFlow laneSet childLaneSet lane flowNodeRef
            documentation extensionElements textAnnotation text association group category categoryValue
            startEvent endEvent intermediateThrowEvent intermediateCatchEvent boundaryEvent
            messageEventDefinition timerEventDefinition timeDate timeDuration timeCycle terminateEventDefinition
            escalationEventDefinition errorEventDefinition linkEventDefinition source target
            message escalation error
            task manualTask userTask serviceTask sendTask receiveTask businessRuleTask callActivity subProcess
            multiInstanceLoopCharacteristics loopCardinality completionCondition
            exclusiveGateway parallelGateway inclusiveGateway eventBasedGateway
            sequenceFlow conditionExpression incoming outgoing
            dataObject dataObjectReference dataStore dataStoreReference
            dataInputAssociation dataOutputAssociation sourceRef targetRef""");

    private static final Set<String> ATTRIBUTES = words("""
            id name isExecutable processType isClosed sourceRef targetRef default attachedToRef cancelActivity
            parallelMultiple isInterrupting triggeredByEvent messageRef errorRef escalationRef escalationCode errorCode
            calledElement gatewayDirection instantiate eventGatewayType textFormat associationDirection
            isForCompensation isSequential isCollection dataObjectRef dataStoreRef processRef categoryValueRef
            targetNamespace exporter exporterVersion expressionLanguage typeLanguage startQuantity completionQuantity
            isImmediate implementation""");

    /** The engine's own elements, each with its attributes. */
    private static final Map<String, Set<String>> ENGINES = Map.of(
            "properties", Set.of(),
            "property", Set.of("id", "name", "value"),
            "in", words("source sourceExpression target variables businessKey local"),
            "out", words("source sourceExpression target variables local"),
            "inputOutput", Set.of(),
            "inputParameter", Set.of("name"),
            "outputParameter", Set.of("name"),
            "executionListener", Set.of("event", "expression"),
            "taskListener", Set.of("event", "expression", "id"));

    /** The engine's own attributes on elements of BPMN. */
    private static final Set<String> ENGINES_ATTRIBUTES = words("""
            assignee candidateUsers candidateGroups candidateStarterGroups candidateStarterUsers dueDate followUpDate
            priority jobPriority taskPriority asyncBefore asyncAfter exclusive delegateExpression
            formRef formRefBinding formRefVersion formKey
            decisionRef decisionRefBinding decisionRefVersion mapDecisionResult resultVariable
            calledElementBinding calledElementVersion calledElementVersionTag
            escalationCodeVariable errorCodeVariable errorMessageVariable initiator collection elementVariable
            historyTimeToLive isStartableInTasklist versionTag diagramRelationId
            modelerTemplate modelerTemplateVersion modelerTemplateIcon""");

    /** By what a model would bring code with it; each with what is said of it. */
    private static final Map<String, String> CODE = Map.ofEntries(
            Map.entry("scriptTask", "is a script. Models speak only the vocabulary."),
            Map.entry("script", "holds a script. Models speak only the vocabulary."),
            Map.entry("connector", "holds a connector, which would call a program outside."),
            Map.entry(
                    "field", "puts values into the fields of a word (field injection), which would change it for all."),
            Map.entry("formData", "holds a form of the engine's own (form data). Give it a Camunda Form."),
            Map.entry("formField", "holds a form of the engine's own (form data). Give it a Camunda Form."),
            Map.entry("formProperty", "holds a form of the engine's own (form data). Give it a Camunda Form."),
            Map.entry("@class", "names a class. Models speak only the vocabulary."),
            Map.entry("@resource", "fetches a script from elsewhere. Models speak only the vocabulary."),
            Map.entry("@language", "names a language for its expression. Models speak only the vocabulary."),
            Map.entry("@scriptFormat", "names a language of scripts. Models speak only the vocabulary."),
            Map.entry("@type", "is a step of a kind that runs something outside the vocabulary."),
            Map.entry("@topic", "waits for a program outside, which nobody runs here."),
            Map.entry("@formHandlerClass", "names a class. Models speak only the vocabulary."),
            Map.entry("@variableMappingClass", "names a class. Models speak only the vocabulary."),
            Map.entry("@variableMappingDelegateExpression", "maps variables by a program. Pass them one by one."));

    private static final Set<String> WITH_STEP = Set.of("serviceTask", "sendTask", "messageEventDefinition");
    private static final Pattern STEP = Pattern.compile("\\s*[$#]\\{\\s*(\\w+)\\s*}\\s*");
    private static final int MOST_TIMES = 50;

    private static final Set<String> TABLE_ELEMENTS = words("""
            definitions description extensionElements decision variable informationRequirement requiredDecision
            requiredInput inputData decisionTable input inputExpression inputValues output outputValues
            defaultOutputEntry rule inputEntry outputEntry annotation annotationEntry text literalExpression question
            allowedAnswers authorityRequirement requiredAuthority knowledgeSource type textAnnotation association
            sourceRef targetRef""");

    private static final Set<String> TABLE_ATTRIBUTES = words("""
            id name label namespace exporter exporterVersion expressionLanguage typeLanguage hitPolicy aggregation
            preferredOrientation outputLabel typeRef href textFormat associationDirection inputVariable
            historyTimeToLive versionTag diagramRelationId""");

    private KnownParts() {}

    static List<Rule> rules() {
        return List.of(
                Rule.refuse(
                        "a model holds nothing but parts that carry data",
                        Rule.files(subject -> subject.changed().models().stream()
                                .flatMap(model ->
                                        ofModel(
                                                model.file(),
                                                tree(model),
                                                subject.words().contract())
                                                .stream()))),
                Rule.refuse(
                        "an expression asks words, reads variables and compares them",
                        Rule.files(subject -> subject.changed().models().stream()
                                .flatMap(model ->
                                        expressions(model, subject.words().expressions())))),
                Rule.refuse(
                        "a table holds nothing but parts that carry data",
                        Rule.files(subject -> subject.changed().tables().stream()
                                .flatMap(table -> ofTable(table, subject.words()).stream()))));
    }

    private static Stream<Finding> expressions(Model model, Expressions expressions) {
        return KnownWords.written(model).flatMap(written -> {
            String text = written.text().trim();
            try {
                List<String> beyond = expressions.beyond(text);
                return beyond.isEmpty()
                        ? Stream.empty()
                        : Stream.of(Finding.at(
                                model,
                                written.element(),
                                "holds the expression " + Texts.shortened(text) + ", which "
                                        + String.join(" and ", beyond)
                                        + ". An expression asks a word of the vocabulary, reads a variable or compares it"
                                        + " with a value: docs/vocabulary.md."));
            } catch (IllegalArgumentException unreadable) {
                return Stream.of(Finding.at(
                        model,
                        written.element(),
                        "holds the expression " + Texts.shortened(text) + ", which cannot be read: "
                                + Texts.shortened(unreadable.getMessage()) + "."));
            }
        });
    }

    static Document tree(Model model) {
        return (Document) model.bpmn().getDocument().getDomSource().getNode();
    }

    /** Only that by which the model would run code: asked of what has been in the database for long. */
    static List<Finding> code(String file, Document tree) {
        List<Finding> found = new ArrayList<>();
        each(tree.getDocumentElement(), element -> {
            if (isDiagram(element)) {
                return false;
            }
            codeOf(element).forEach(text -> found.add(at(file, element, text)));
            return true;
        });
        return found;
    }

    private static List<Finding> ofModel(String file, Document tree, Contract words) {
        List<Finding> found = new ArrayList<>();
        each(tree.getDocumentElement(), element -> {
            if (isDiagram(element)) {
                return false;
            }
            List<String> code = codeOf(element);
            code.forEach(text -> found.add(at(file, element, text)));
            if (code.isEmpty()) {
                unknownElement(element).ifPresent(text -> found.add(at(file, element, text)));
                attributes(element)
                        .flatMap(attribute -> unknownAttribute(element, attribute).stream())
                        .forEach(text -> found.add(at(file, element, text)));
                step(element, words).ifPresent(text -> found.add(at(file, element, text)));
                times(element).ifPresent(text -> found.add(at(file, element, text)));
            }
            return true;
        });
        return found;
    }

    private static List<String> codeOf(Element element) {
        List<String> found = new ArrayList<>();
        if (CODE.containsKey(element.getLocalName())) {
            found.add(CODE.get(element.getLocalName()));
        }
        attributes(element)
                .filter(attribute -> !INSTANCE.equals(attribute.getNamespaceURI()))
                .filter(attribute -> !externalTask(element, attribute))
                .forEach(attribute -> {
                    if (CODE.containsKey("@" + attribute.getLocalName())) {
                        found.add(CODE.get("@" + attribute.getLocalName()));
                    }
                    if (attribute.getLocalName().equals("formKey")
                            && !attribute.getValue().startsWith("camunda-forms:")) {
                        found.add("opens a form from elsewhere (" + Texts.shortened(attribute.getValue())
                                + "). Give it a Camunda Form.");
                    }
                });
        return found;
    }

    /** The rule on external tasks says what they are, in better words. */
    private static boolean externalTask(Element element, Attr attribute) {
        String type = Stream.concat(OURS.stream().map(ours -> element.getAttributeNS(ours, "type")), Stream.of(""))
                .filter(written -> !written.isEmpty())
                .findFirst()
                .orElse("");
        return Set.of("type", "topic").contains(attribute.getLocalName())
                && type.equals("external")
                && Set.of("serviceTask", "sendTask", "businessRuleTask").contains(element.getLocalName());
    }

    /** Only there the engine looks for no steps: anywhere else it takes an element by its name, from any namespace. */
    private static boolean isDiagram(Element element) {
        return drawn(element)
                && element.getLocalName().equals("BPMNDiagram")
                && element.getParentNode() == element.getOwnerDocument().getDocumentElement();
    }

    private static boolean drawn(Element element) {
        return DRAWING.contains(namespace(element));
    }

    private static Optional<String> unknownElement(Element element) {
        String name = element.getLocalName();
        if (BPMN.equals(element.getNamespaceURI()) && amongTheEngines(element)) {
            return Optional.of("holds <" + element.getNodeName() + "> among the engine's own parts, where no arrow and"
                    + " no step belongs. Draw it in the process.");
        }
        if (BPMN.equals(element.getNamespaceURI()) && ELEMENTS.contains(name)
                || OURS.contains(namespace(element)) && ENGINES.containsKey(name)) {
            return Optional.empty();
        }
        return Optional.of(
                name.equals("signalEventDefinition") || name.equals("signal")
                        ? "uses a signal, which reaches the cases of all children at once. Use a message."
                        : "holds <" + element.getNodeName()
                                + ">, which models here do not use. Remove it: docs/vocabulary.md"
                                + " says what there is.");
    }

    private static boolean amongTheEngines(Element element) {
        return element.getParentNode() instanceof Element parent
                && (parent.getLocalName().equals("extensionElements") || OURS.contains(namespace(parent)));
    }

    private static Optional<String> unknownAttribute(Element element, Attr attribute) {
        String from = namespace(attribute);
        String name = attribute.getLocalName();
        boolean known = DRAWING.contains(from)
                || (INSTANCE.equals(from)
                        ? name.equals("type")
                        : OURS.contains(from)
                                ? ENGINES_ATTRIBUTES.contains(name)
                                : from.isEmpty()
                                        && (OURS.contains(namespace(element))
                                                ? ENGINES.getOrDefault(element.getLocalName(), Set.of())
                                                        .contains(name)
                                                : ATTRIBUTES.contains(name) || addedByTheSchema(attribute)));
        return known
                ? Optional.empty()
                : Optional.of("has '" + attribute.getName() + "', which models here do not use. Remove it:"
                        + " docs/vocabulary.md says what there is.");
    }

    /** Of a step that is done several times; the reader adds it where it is not written, and the engine does no other. */
    private static boolean addedByTheSchema(Attr attribute) {
        return attribute.getLocalName().equals("behavior")
                && attribute.getValue().equals("All")
                && attribute.getOwnerElement().getLocalName().equals("multiInstanceLoopCharacteristics");
    }

    /** A step is one word and no expression around it: otherwise nobody could say which word it does. */
    private static Optional<String> step(Element element, Contract words) {
        String written = OURS.stream()
                .filter(ours -> element.hasAttributeNS(ours, "delegateExpression"))
                .map(ours -> element.getAttributeNS(ours, "delegateExpression"))
                .findFirst()
                .orElse(null);
        if (written == null) {
            return Optional.empty();
        }
        if (!WITH_STEP.contains(element.getLocalName())) {
            return Optional.of("does a word where none is done. Words stand on service tasks and message events.");
        }
        Matcher one = STEP.matcher(written);
        boolean known = one.matches()
                && words.words().containsKey(one.group(1))
                && words.words().get(one.group(1)).step();
        // A misspelt word is said with the nearest right one by "every word is known".
        return known || one.matches()
                ? Optional.empty()
                : Optional.of("does " + Texts.shortened(written)
                        + ", which is not one word of the vocabulary. Write ${word}: docs/vocabulary.md.");
    }

    private static Optional<String> times(Element element) {
        if (!"loopCardinality".equals(element.getLocalName())) {
            return Optional.empty();
        }
        String times = element.getTextContent().strip();
        return times.matches("\\d{1,2}") && Integer.parseInt(times) <= MOST_TIMES
                ? Optional.empty()
                : Optional.of(
                        "is done '" + Texts.shortened(times) + "' times. Write a number up to " + MOST_TIMES + ".");
    }

    private static List<Finding> ofTable(Table table, Vocabulary words) {
        List<Finding> found = new ArrayList<>();
        Document tree = (Document) table.dmn().getDocument().getDomSource().getNode();
        each(tree.getDocumentElement(), element -> {
            if (drawn(element)) {
                return false;
            }
            if (!String.valueOf(element.getNamespaceURI()).contains("/spec/DMN/")
                    || !TABLE_ELEMENTS.contains(element.getLocalName())) {
                found.add(at(
                        table.file(),
                        element,
                        "holds <" + element.getNodeName() + ">, which tables here do not use. Remove it."));
                return false;
            }
            attributes(element)
                    .forEach(attribute ->
                            tableAttribute(attribute).ifPresent(text -> found.add(at(table.file(), element, text))));
            cell(element, words).ifPresent(text -> found.add(at(table.file(), element, text)));
            return true;
        });
        return found;
    }

    private static Optional<String> tableAttribute(Attr attribute) {
        if (attribute.getLocalName().equals("expressionLanguage")) {
            return attribute.getValue().toLowerCase(java.util.Locale.ROOT).contains("feel")
                    ? Optional.empty()
                    : Optional.of(
                            "is written in '" + Texts.shortened(attribute.getValue()) + "'. Tables speak FEEL alone.");
        }
        boolean known = TABLE_ATTRIBUTES.contains(attribute.getLocalName())
                && (attribute.getNamespaceURI() == null
                        || attribute.getNamespaceURI().equals(OURS_IN_TABLES));
        return known || DRAWING.contains(namespace(attribute))
                ? Optional.empty()
                : Optional.of("has '" + attribute.getName() + "', which tables here do not use. Remove it.");
    }

    private static Optional<String> cell(Element element, Vocabulary words) {
        String written = Stream.iterate(element.getFirstChild(), child -> child != null, Node::getNextSibling)
                .filter(child -> "text".equals(child.getLocalName()))
                .map(Node::getTextContent)
                .findFirst()
                .orElse("")
                .strip();
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> problem = switch (element.getLocalName()) {
            case "inputEntry" -> words.condition().apply(written);
            case "inputExpression", "outputEntry", "defaultOutputEntry", "literalExpression" ->
                words.feel().apply(written);
            default -> Optional.empty();
        };
        return problem.map(
                why -> "says " + Texts.shortened(written) + ", which cannot be asked: " + why + " Correct it.");
    }

    // ---- walking ----

    interface Look {
        /** Whether to look inside, too. */
        boolean at(Element element);
    }

    static void each(Element element, Look look) {
        if (look.at(element)) {
            for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element inside) {
                    each(inside, look);
                }
            }
        }
    }

    static Stream<Attr> attributes(Element element) {
        NamedNodeMap all = element.getAttributes();
        return Stream.iterate(0, i -> i < all.getLength(), i -> i + 1)
                .map(i -> (Attr) all.item(i))
                .filter(attribute -> attribute.getLocalName() != null)
                .filter(attribute -> !"http://www.w3.org/2000/xmlns/".equals(attribute.getNamespaceURI()));
    }

    /** As people see the element in which it stands. */
    static Finding at(String file, Element inside, String text) {
        for (Node node = inside; node instanceof Element element; node = node.getParentNode()) {
            if (!element.getAttribute("id").isEmpty()
                    && !element.getAttribute("id").endsWith("_Properties")) {
                String name = Texts.oneLine(element.getAttribute("name"));
                return new Finding(
                        file, (name.isEmpty() ? "" : "'" + name + "' ") + "(" + element.getAttribute("id") + ")", text);
            }
        }
        return new Finding(file, null, text);
    }

    private static String namespace(Node node) {
        return node.getNamespaceURI() == null ? "" : node.getNamespaceURI();
    }

    private static Set<String> words(String list) {
        return Set.of(list.strip().split("\\s+"));
    }
}
