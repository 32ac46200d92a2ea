package uk.childpathways.modelling.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** What stands in the file about one element, beside what stands about others: to find that something changed for which nobody has a word. */
final class Markup {

    /** Said by the ways themselves. */
    private static final Set<String> ELSEWHERE = Set.of("incoming", "outgoing");

    private Markup() {}

    /** The same for two elements that say the same, however the file is laid out. */
    static String of(BaseElement element) {
        Element node = node(element);
        return node == null ? "" : text(node, true);
    }

    /** The settings that differ: " (asyncBefore)". */
    static String where(BaseElement was, BaseElement is) {
        Map<String, String> old = attributes(node(was));
        Map<String, String> present = attributes(node(is));
        TreeSet<String> all = new TreeSet<>(old.keySet());
        all.addAll(present.keySet());
        all.removeIf(name -> Objects.equals(old.get(name), present.get(name)));
        return all.isEmpty() ? "" : " (" + String.join(", ", all) + ")";
    }

    private static Element node(BaseElement element) {
        Document document = (Document)
                element.getModelInstance().getDocument().getDomSource().getNode();
        return find(document.getDocumentElement(), element.getId());
    }

    private static Element find(Element in, String id) {
        if (id != null && id.equals(in.getAttribute("id"))) {
            return in;
        }
        for (Element child : children(in)) {
            Element found = find(child, id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String text(Element node, boolean itself) {
        StringBuilder text = new StringBuilder(node.getLocalName()).append(attributes(node));
        List<Element> children = children(node);
        if (children.isEmpty()) {
            text.append(node.getTextContent().strip());
        }
        for (Element child : children) {
            // What has an id of its own within the flow is compared by itself.
            if (!ELSEWHERE.contains(child.getLocalName()) && !(itself && isOfTheFlow(child))) {
                text.append('<').append(text(child, false)).append('>');
            }
        }
        return text.toString();
    }

    private static boolean isOfTheFlow(Element child) {
        String name = child.getLocalName();
        return name.endsWith("Task")
                || name.endsWith("task")
                || name.endsWith("Event")
                || name.endsWith("Gateway")
                || name.equals("subProcess")
                || name.equals("callActivity")
                || name.equals("sequenceFlow");
    }

    private static Map<String, String> attributes(Element node) {
        Map<String, String> values = new TreeMap<>();
        if (node != null) {
            NamedNodeMap all = node.getAttributes();
            for (int i = 0; i < all.getLength(); i++) {
                values.put(
                        all.item(i).getLocalName(), all.item(i).getNodeValue().replaceAll("\\s+", " "));
            }
        }
        return values;
    }

    private static List<Element> children(Element node) {
        List<Element> children = new ArrayList<>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
