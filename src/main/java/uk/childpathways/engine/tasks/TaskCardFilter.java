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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.people.Directory;
import uk.childpathways.people.PractitionerFiles;

/**
 * Puts the child's reference on each card of Tasklist's list. The engine leaves it out, because reading a variable is a
 * right of its own which nobody has by being a task's candidate; which child the task is about they must see. Nothing
 * else of the process is shown, and only for tasks that the engine itself has listed for this person.
 */
class TaskCardFilter extends OncePerRequestFilter {

    private static final String CHILD = "childRef";
    private static final Pattern LIST = Pattern.compile("/filter/[^/]+/list$");

    private final RuntimeService runtime;
    private final SystemAuthority authority;
    private final ChildAccess access;
    private final Directory directory;
    private final ObjectMapper json;

    TaskCardFilter(
            RuntimeService runtime,
            SystemAuthority authority,
            ChildAccess access,
            Directory directory,
            ObjectMapper json) {
        this.access = access;
        this.directory = directory;
        this.runtime = runtime;
        this.authority = authority;
        this.json = json;
    }

    /** Runs after the filters that tell the engine who is logged in. */
    @Configuration(proxyBeanMethods = false)
    static class Registration {
        @Bean
        FilterRegistrationBean<TaskCardFilter> childIsOnTaskCards(
                @Lazy RuntimeService runtime,
                SystemAuthority authority,
                ChildAccess access,
                Directory directory,
                ObjectMapper json) {
            var registration =
                    new FilterRegistrationBean<>(new TaskCardFilter(runtime, authority, access, directory, json));
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
                addChild(tasks);
                held.resetBuffer();
                held.getOutputStream().write(json.writeValueAsBytes(list));
            }
        }
        held.copyBodyToResponse();
    }

    private void addChild(ArrayNode tasks) {
        Map<String, String> children = open(children(StreamSupport.stream(tasks.spliterator(), false)
                .map(task -> task.path("processInstanceId").asText())
                .distinct()
                .toList()));
        for (JsonNode task : tasks) {
            String instance = task.path("processInstanceId").asText();
            if (!(task instanceof ObjectNode card) || !children.containsKey(instance)) {
                continue;
            }
            ObjectNode embedded =
                    card.path("_embedded") instanceof ObjectNode present ? present : card.putObject("_embedded");
            List<JsonNode> others = new ArrayList<>();
            embedded.path("variable").forEach(variable -> {
                if (!CHILD.equals(variable.path("name").asText())) {
                    others.add(variable);
                }
            });
            ArrayNode variables = embedded.putArray("variable");
            ObjectNode child = variables.addObject();
            child.putObject("_links")
                    .putObject("self")
                    .put("href", "/process-instance/" + instance + "/variables/" + CHILD);
            child.putNull("_embedded");
            child.put("name", CHILD).put("value", children.get(instance)).put("type", "String");
            child.putObject("valueInfo");
            variables.addAll(others);
        }
    }

    /** No card names a child whose record is closed to its reader, should one ever be in the list. */
    private Map<String, String> open(Map<String, String> children) {
        Set<String> open = access.openOf(directory.currentUser(), Set.copyOf(children.values()));
        return children.entrySet().stream()
                .filter(each -> PractitionerFiles.isFile(each.getValue()) || open.contains(each.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<String, String> children(List<String> instances) {
        return authority.get(() -> runtime
                .createVariableInstanceQuery()
                .processInstanceIdIn(instances.toArray(String[]::new))
                .variableName(CHILD)
                .list()
                .stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(
                        VariableInstance::getProcessInstanceId,
                        variable -> variable.getValue().toString(),
                        (one, same) -> one)));
    }
}
