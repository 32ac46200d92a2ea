package uk.childpathways.engine.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import uk.childpathways.desk.Card;
import uk.childpathways.desk.Cards;
import uk.childpathways.desk.OpenWork;
import uk.childpathways.people.Directory;

/**
 * Puts each card of Tasklist's list into the words of the desk: what exactly is to do, for which child, until when, who has
 * it. Only for tasks that the engine itself has listed for this person; what is about a record closed to them stays as the
 * engine gave it, and names no child.
 */
class TaskCardFilter extends OncePerRequestFilter {

    /** The lines of a card, by the names under which the filters know their labels. */
    static final String CHILD = "childRef";

    static final String DUE = "dueInWords";
    static final String MEETING = "meetingInWords";
    static final String HOLDER = "heldBy";

    private static final Pattern LIST = Pattern.compile("/filter/[^/]+/list$");

    private final OpenWork work;
    private final Cards cards;
    private final Directory directory;
    private final ObjectMapper json;

    TaskCardFilter(OpenWork work, Cards cards, Directory directory, ObjectMapper json) {
        this.work = work;
        this.cards = cards;
        this.directory = directory;
        this.json = json;
    }

    /** Runs after the filters that tell the engine who is logged in. */
    @Configuration(proxyBeanMethods = false)
    static class Registration {
        @Bean
        FilterRegistrationBean<TaskCardFilter> childIsOnTaskCards(
                @Lazy OpenWork work, @Lazy Cards cards, Directory directory, ObjectMapper json) {
            var registration = new FilterRegistrationBean<>(new TaskCardFilter(work, cards, directory, json));
            registration.addUrlPatterns("/camunda/api/engine/*");
            registration.setOrder(111);
            return registration;
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !LIST.matcher(request.getRequestURI()).find();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper held = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, held);
        if (held.getStatus() == HttpServletResponse.SC_OK && held.getContentSize() > 0) {
            JsonNode list = json.readTree(held.getContentAsByteArray());
            if (list.path("_embedded").path("task") instanceof ArrayNode tasks) {
                intoOurWords(tasks);
                held.resetBuffer();
                held.getOutputStream().write(json.writeValueAsBytes(list));
            }
        }
        held.copyBodyToResponse();
    }

    /**
     * The name says what exactly is to do; the child, the day in words and who has it stand below it. The engine's own
     * due date goes: Tasklist counts it in hours from the browser's clock ("in 2 days" for tomorrow).
     */
    private void intoOurWords(ArrayNode list) {
        Map<String, Card> known = cards
                .of(
                        work.byId(StreamSupport.stream(list.spliterator(), false)
                                .map(task -> task.path("id").asText())
                                .toList()),
                        directory.currentUser())
                .stream()
                .collect(Collectors.toMap(Card::taskId, card -> card));
        for (JsonNode task : list) {
            Card card = known.get(task.path("id").asText());
            if (!(task instanceof ObjectNode shown) || card == null) {
                continue;
            }
            shown.put("name", card.title());
            shown.putNull("due");
            ObjectNode embedded =
                    shown.path("_embedded") instanceof ObjectNode present ? present : shown.putObject("_embedded");
            ArrayNode lines = embedded.putArray("variable");
            String instance = task.path("processInstanceId").asText();
            line(lines, instance, CHILD, card.about());
            line(lines, instance, DUE, card.dueWords());
            line(lines, instance, MEETING, card.meeting());
            line(lines, instance, HOLDER, card.holder());
        }
        familiesTogether(list, known);
    }

    /** Among cards that are due at the same moment brothers and sisters stand together; the order by date stays. */
    private static void familiesTogether(ArrayNode list, Map<String, Card> known) {
        List<JsonNode> ordered = new ArrayList<>();
        list.forEach(ordered::add);
        Function<JsonNode, Instant> due = task -> {
            Card card = known.get(task.path("id").asText());
            return card == null ? null : card.due();
        };
        int to;
        for (int from = 0; from < ordered.size(); from = to) {
            Instant moment = due.apply(ordered.get(from));
            to = from + 1;
            while (to < ordered.size() && moment != null && moment.equals(due.apply(ordered.get(to)))) {
                to++;
            }
            ordered.subList(from, to)
                    .sort(Comparator.comparing(
                            task -> family(known.get(task.path("id").asText()))));
        }
        list.removeAll();
        list.addAll(ordered);
    }

    private static String family(Card card) {
        return card == null ? "" : Objects.toString(card.family(), "") + " " + Objects.toString(card.childRef(), "");
    }

    private static void line(ArrayNode lines, String instance, String name, String value) {
        if (value == null) {
            return;
        }
        ObjectNode line = lines.addObject();
        line.putObject("_links").putObject("self").put("href", "/process-instance/" + instance + "/variables/" + name);
        line.putNull("_embedded");
        line.put("name", name).put("value", value).put("type", "String");
        line.putObject("valueInfo");
    }
}
