package uk.childpathways.modelling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.TextAnnotation;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;

/** A model as a picture, drawn from the places which its file gives, with some of its elements marked. */
public final class Drawing {

    private static final double LETTER = 6.1;
    private static final double LINE = 14;
    private static final double MARGIN = 20;

    private final Model model;
    private final Set<String> marked;
    private final StringBuilder svg = new StringBuilder();
    private double left = Double.MAX_VALUE;
    private double top = Double.MAX_VALUE;
    private double right = -Double.MAX_VALUE;
    private double bottom = -Double.MAX_VALUE;

    private Drawing(Model model, Set<String> marked) {
        this.model = model;
        this.marked = marked;
    }

    /**
     * The picture as an {@code svg} element.
     *
     * @param marked ids of elements that stand out
     * @param title what a screen reader says of it
     */
    public static String of(Model model, Set<String> marked, String title) {
        Drawing drawing = new Drawing(model, marked);
        // Subprocesses lie below what they hold, arrows below what they connect.
        List<BpmnShape> shapes = new ArrayList<>(model.bpmn().getModelElementsByType(BpmnShape.class));
        shapes.stream()
                .filter(shape -> shape.getBpmnElement() instanceof SubProcess)
                .forEach(drawing::shape);
        model.bpmn().getModelElementsByType(BpmnEdge.class).forEach(drawing::edge);
        shapes.stream()
                .filter(shape -> !(shape.getBpmnElement() instanceof SubProcess))
                .forEach(drawing::shape);
        double width = Math.max(0, drawing.right - drawing.left) + 2 * MARGIN;
        double height = Math.max(0, drawing.bottom - drawing.top) + 2 * MARGIN;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"cp-drawing\" role=\"img\" aria-label=\""
                + escaped(title) + "\" width=\"" + n(width) + "\" height=\"" + n(height) + "\" viewBox=\""
                + n(drawing.left - MARGIN) + " " + n(drawing.top - MARGIN) + " " + n(width) + " " + n(height) + "\">"
                + "<defs><marker id=\"arrow\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" markerWidth=\"8\""
                + " markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L10 5L0 10z\"/></marker></defs>"
                + drawing.svg + "</svg>";
    }

    private void edge(BpmnEdge edge) {
        List<Waypoint> way = new ArrayList<>(edge.getWaypoints());
        if (way.size() < 2) {
            return;
        }
        way.forEach(point -> seen(point.getX(), point.getY(), 0, 0));
        boolean flow = edge.getBpmnElement() instanceof FlowElement;
        svg.append("<polyline class=\"")
                .append(flow ? "flow" : "note")
                .append("\"")
                .append(flow ? " marker-end=\"url(#arrow)\"" : "")
                .append(" points=\"")
                .append(way.stream()
                        .map(point -> n(point.getX()) + "," + n(point.getY()))
                        .collect(Collectors.joining(" ")))
                .append("\"/>");
        if (edge.getBpmnElement() instanceof FlowElement element && element.getName() != null) {
            label(edge.getBpmnLabel(), element.getName());
        }
    }

    private void shape(BpmnShape shape) {
        Bounds at = shape.getBounds();
        BaseElement element = shape.getBpmnElement();
        if (at == null || element == null) {
            return;
        }
        seen(at.getX(), at.getY(), at.getWidth(), at.getHeight());
        svg.append("<g class=\"").append(kind(element)).append(marked.contains(element.getId()) ? " marked" : "");
        svg.append("\">");
        if (element instanceof Event event) {
            event(event, at);
        } else if (element instanceof Gateway gateway) {
            gateway(gateway, at);
        } else if (element instanceof TextAnnotation note) {
            svg.append("<path class=\"note\" d=\"M")
                    .append(n(at.getX() + 10))
                    .append(' ')
                    .append(n(at.getY()))
                    .append("h-10v")
                    .append(n(at.getHeight()))
                    .append("h10\"/>");
            words(note.getText() == null ? "" : note.getText().getTextContent(), at, false);
        } else {
            svg.append("<rect rx=\"8\" x=\"")
                    .append(n(at.getX()))
                    .append("\" y=\"")
                    .append(n(at.getY()))
                    .append("\" width=\"")
                    .append(n(at.getWidth()))
                    .append("\" height=\"")
                    .append(n(at.getHeight()))
                    .append("\"/>");
        }
        svg.append("</g>");
        String name = element instanceof FlowElement flow ? flow.getName() : null;
        if (name == null || name.isBlank()) {
            return;
        }
        if (element instanceof SubProcess) {
            text(List.of(name.replaceAll("\\s+", " ")), at.getX() + at.getWidth() / 2, at.getY() + LINE + 2);
        } else if (element instanceof Event || element instanceof Gateway) {
            if (shape.getBpmnLabel() != null && shape.getBpmnLabel().getBounds() != null) {
                label(shape.getBpmnLabel(), name);
            } else {
                text(wrapped(name, 90), at.getX() + at.getWidth() / 2, at.getY() + at.getHeight() + LINE);
            }
        } else {
            words(name, at, true);
        }
    }

    private static String kind(BaseElement element) {
        return element instanceof UserTask
                ? "people"
                : element instanceof CallActivity
                        ? "call"
                        : element instanceof EndEvent
                                ? "end"
                                : element instanceof SubProcess ? "inner" : element instanceof Event ? "event" : "step";
    }

    private void event(Event event, Bounds at) {
        double x = at.getX() + at.getWidth() / 2;
        double y = at.getY() + at.getHeight() / 2;
        double radius = at.getWidth() / 2;
        boolean waits = event instanceof BoundaryEvent boundary && !boundary.cancelActivity()
                || event instanceof StartEvent start && !start.isInterrupting();
        circle(x, y, radius, waits);
        if (!(event instanceof StartEvent) && !(event instanceof EndEvent)) {
            circle(x, y, radius - 3, waits);
        }
        EventDefinition definition = definition(event);
        if (definition instanceof TimerEventDefinition) {
            circle(x, y, radius - 6, false);
            path(x, y, "l0 -7m0 7l5 3");
        } else if (definition instanceof MessageEventDefinition) {
            path(x, y, "m-8 -5h16v10h-16zl8 6l8 -6");
        } else if (definition instanceof TerminateEventDefinition) {
            svg.append("<circle class=\"full\" cx=\"")
                    .append(n(x))
                    .append("\" cy=\"")
                    .append(n(y))
                    .append("\" r=\"10\"/>");
        } else if (definition != null) {
            path(x, y, "m-6 7l6 -14l6 14l-6 -6z");
        }
    }

    private static EventDefinition definition(Event event) {
        return (event instanceof CatchEvent caught
                        ? caught.getEventDefinitions()
                        : event instanceof ThrowEvent thrown
                                ? thrown.getEventDefinitions()
                                : List.<EventDefinition>of())
                .stream().findFirst().orElse(null);
    }

    private void gateway(Gateway gateway, Bounds at) {
        double half = at.getWidth() / 2;
        double x = at.getX() + half;
        double y = at.getY() + half;
        path(
                x,
                y - half,
                "l" + n(half) + " " + n(half) + "l-" + n(half) + " " + n(half) + "l-" + n(half) + " -" + n(half) + "z");
        if (gateway instanceof ParallelGateway) {
            path(x, y, "m-10 0h20m-10 -10v20");
        } else if (gateway instanceof InclusiveGateway) {
            circle(x, y, 11, false);
        } else {
            path(x, y, "m-7 -7l14 14m0 -14l-14 14");
        }
    }

    private void circle(double x, double y, double radius, boolean dashed) {
        svg.append("<circle")
                .append(dashed ? " class=\"dashed\"" : "")
                .append(" cx=\"")
                .append(n(x))
                .append("\" cy=\"")
                .append(n(y))
                .append("\" r=\"")
                .append(n(radius))
                .append("\"/>");
    }

    private void path(double x, double y, String way) {
        svg.append("<path d=\"M")
                .append(n(x))
                .append(' ')
                .append(n(y))
                .append(way)
                .append("\"/>");
    }

    private void label(BpmnLabel label, String name) {
        if (label == null || label.getBounds() == null) {
            return;
        }
        Bounds at = label.getBounds();
        List<String> lines = wrapped(name, Math.max(at.getWidth() + 6, 60));
        seen(at.getX(), at.getY(), at.getWidth(), lines.size() * LINE);
        text(lines, at.getX() + at.getWidth() / 2, at.getY() + 11);
    }

    private void words(String name, Bounds at, boolean centred) {
        List<String> lines = wrapped(name, at.getWidth() - 10);
        double y = centred ? at.getY() + (at.getHeight() - lines.size() * LINE) / 2 + 11 : at.getY() + LINE + 2;
        text(lines, at.getX() + at.getWidth() / 2, y);
    }

    private void text(List<String> lines, double x, double y) {
        double at = y;
        for (String line : lines) {
            svg.append("<text x=\"")
                    .append(n(x))
                    .append("\" y=\"")
                    .append(n(at))
                    .append("\">")
                    .append(escaped(line))
                    .append("</text>");
            at += LINE;
        }
    }

    private static List<String> wrapped(String name, double width) {
        int letters = Math.max(8, (int) (width / LETTER));
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : name.trim().split("\\s+")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > letters) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private void seen(double x, double y, double width, double height) {
        left = Math.min(left, x);
        top = Math.min(top, y);
        right = Math.max(right, x + width);
        bottom = Math.max(bottom, y + height);
    }

    private static String n(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.format(Locale.ROOT, "%.1f", number);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
