package uk.childpathways.submissions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import uk.childpathways.people.Directory;
import uk.childpathways.people.PractitionerFiles;

/**
 * Answers the question "with which variables does this form open?" of Tasklist and of programs: with what is computed
 * here, and with the engine's variables except those of the form's own fields. So no answer of one visit or round
 * reappears in the next, and what people see was never stored in the engine.
 */
class PrefillFilter extends OncePerRequestFilter {

    private static final String ENGINE = "^(?:/engine-rest(?:/engine/[^/]+)?|/camunda/api/engine/engine/[^/]+)";
    private static final Pattern TASK = Pattern.compile(ENGINE + "/task/([^/]+)/form-variables$");
    private static final Pattern START =
            Pattern.compile(ENGINE + "/process-definition/(?:key/)?([^/]+)/form-variables$");

    private final Questions questions;
    private final Prefill prefill;
    private final StartedFrom startedFrom;
    private final PractitionerFiles files;
    private final Directory directory;
    private final ObjectMapper json;

    PrefillFilter(
            Questions questions,
            Prefill prefill,
            StartedFrom startedFrom,
            PractitionerFiles files,
            Directory directory,
            ObjectMapper json) {
        this.startedFrom = startedFrom;
        this.questions = questions;
        this.prefill = prefill;
        this.files = files;
        this.directory = directory;
        this.json = json;
    }

    /** Runs after the filters that tell the engine who is logged in. */
    @Configuration(proxyBeanMethods = false)
    static class Registration {
        @Bean
        FilterRegistrationBean<PrefillFilter> formsAreFilledIn(
                Questions questions,
                Prefill prefill,
                StartedFrom startedFrom,
                PractitionerFiles files,
                Directory directory,
                ObjectMapper json) {
            var registration = new FilterRegistrationBean<>(
                    new PrefillFilter(questions, prefill, startedFrom, files, directory, json));
            registration.addUrlPatterns("/engine-rest/*", "/camunda/api/engine/*");
            registration.setOrder(110);
            return registration;
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"GET".equals(request.getMethod()) || !request.getRequestURI().endsWith("/form-variables");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper held = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, held);
        if (held.getStatus() == HttpServletResponse.SC_OK) {
            // The engine has answered, so this person may see the task.
            Optional<Question> question = asked(request);
            if (question.isPresent() && closed(question.get())) {
                answer(held, json.writeValueAsBytes(json.createObjectNode()));
            } else if (question.isPresent() && question.get().form() != null) {
                StartedFrom.Case from =
                        question.get().isStart() ? startedFrom.asked(request).orElse(null) : null;
                byte[] merged = merged(held.getContentAsByteArray(), question.get(), from, namesWanted(request));
                answer(held, merged);
            }
        }
        held.copyBodyToResponse();
    }

    private static void answer(ContentCachingResponseWrapper held, byte[] body) throws IOException {
        held.resetBuffer();
        held.setContentType(MediaType.APPLICATION_JSON_VALUE);
        held.getOutputStream().write(body);
    }

    private Optional<Question> asked(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Matcher task = TASK.matcher(path);
        if (task.find()) {
            return questions.ofTask(task.group(1));
        }
        Matcher start = START.matcher(path);
        return start.find()
                ? questions.ofStart(java.net.URLDecoder.decode(start.group(1), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static Set<String> namesWanted(HttpServletRequest request) {
        String names = request.getParameter("variableNames");
        return names == null || names.isBlank()
                ? Set.of()
                : Arrays.stream(names.split(",")).map(String::trim).collect(Collectors.toSet());
    }

    private byte[] merged(byte[] answered, Question question, StartedFrom.Case from, Set<String> wanted)
            throws IOException {
        JsonNode engine = json.readTree(answered);
        ObjectNode merged = engine instanceof ObjectNode object ? object : json.createObjectNode();
        merged.remove(question.form().names());
        Map<String, Object> known =
                prefill.toOpen(new PrefillContext(question, directory.loggedIn().orElse(null), from));
        for (Map.Entry<String, Object> entry : known.entrySet()) {
            if (entry.getValue() != null && (wanted.isEmpty() || wanted.contains(entry.getKey()))) {
                merged.set(entry.getKey(), variable(entry.getValue()));
            }
        }
        return json.writeValueAsBytes(merged);
    }

    /** An engine's administrator may open every task, but no supervision file (SWI-SUP-04) and no child's record. */
    private boolean closed(Question question) {
        String ref = question.step().childRef();
        return PractitionerFiles.isFile(ref)
                ? !files.mayRead(directory.currentUser(), ref)
                : prefill.closed(
                        new PrefillContext(question, directory.loggedIn().orElse(null)));
    }

    private ObjectNode variable(Object value) throws IOException {
        ObjectNode variable = json.createObjectNode();
        if (value instanceof Map || value instanceof Collection) {
            variable.put("type", "Json").put("value", json.writeValueAsString(value));
        } else if (value instanceof Boolean b) {
            variable.put("type", "Boolean").put("value", b);
        } else if (value instanceof Integer i) {
            variable.put("type", "Integer").put("value", i);
        } else if (value instanceof Long l) {
            variable.put("type", "Long").put("value", l);
        } else if (value instanceof Number n) {
            variable.put("type", "Double").put("value", n.doubleValue());
        } else {
            variable.put("type", "String").put("value", value.toString());
        }
        variable.putObject("valueInfo");
        return variable;
    }
}
