package uk.childpathways.engine.doors;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import uk.childpathways.audit.AuditKind;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.audit.Change;
import uk.childpathways.people.Role;

/**
 * Before everything of the engine that answers over HTTP: lets through what {@link Doors} opens to this person, reads
 * what was sent before the engine does, and answers what the engine refused or could not do with a sentence.
 */
class DoorFilter extends OncePerRequestFilter {

    private static final String DEPLOYS = "/deployment/create";

    private final IdentityService identity;
    private final SentBodies bodies;
    private final EngineFailures failures;
    private final ObjectProvider<AuditTrail> trail;
    private final ObjectMapper json;

    DoorFilter(
            IdentityService identity,
            SentBodies bodies,
            EngineFailures failures,
            ObjectProvider<AuditTrail> trail,
            ObjectMapper json) {
        this.identity = identity;
        this.bodies = bodies;
        this.failures = failures;
        this.trail = trail;
        this.json = json;
    }

    /** Runs once somebody has logged in, before the filters that tell the engine who that is. */
    @Configuration(proxyBeanMethods = false)
    static class Registration {
        @Bean
        FilterRegistrationBean<DoorFilter> engineHasDoors(
                @Lazy IdentityService identity,
                SentBodies bodies,
                EngineFailures failures,
                ObjectProvider<AuditTrail> trail,
                ObjectMapper json) {
            var registration = new FilterRegistrationBean<>(new DoorFilter(identity, bodies, failures, trail, json));
            registration.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
            registration.setOrder(100);
            return registration;
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var login = SecurityContextHolder.getContext().getAuthentication();
        String user = login == null ? null : login.getName();
        String path = URLDecoder.decode(
                request.getRequestURI()
                        .substring(request.getContextPath().length())
                        .replace("+", "%2B"),
                StandardCharsets.UTF_8);
        Optional<Door> door = Doors.at(request.getMethod(), path, user);
        if (door.isEmpty()) {
            answer(response, new Said(403, "Not allowed", Doors.instead(path)));
            return;
        }
        Set<String> groups = door.get().open().contains(Door.Who.EVERYBODY) ? Set.of() : groupsOf(user);
        if (!Doors.mayEnter(
                door.get(), groups.contains(Role.PROCESS_OWNER.group()), groups.contains(Groups.CAMUNDA_ADMIN))) {
            if (DEPLOYS.equals(Doors.operation(path))) {
                trail.getObject()
                        .keepInAnyCase(
                                Change.of(AuditKind.DEPLOYMENT, "deployment refused", "an upload that was not read")
                                        .after(Map.of("because", "Who sent it may not deploy.")));
            }
            answer(response, new Said(403, "Not allowed", "This is for the process owner: ask them."));
            return;
        }
        HttpServletRequest read;
        try {
            read = bodies.read(request, Doors.operation(path));
        } catch (SentBodies.Unreadable refused) {
            answer(response, refused.said());
            return;
        }
        HeldAnswer held = new HeldAnswer(response);
        try {
            chain.doFilter(read, held);
        } catch (ServletException | RuntimeException failure) {
            FailureWatch.note(request, failure);
            held.failed();
        }
        if (held.isFailure()) {
            answer(response, failures.said(request, Doors.operation(path), held));
        } else {
            held.finish();
        }
    }

    private Set<String> groupsOf(String user) {
        return identity.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .collect(Collectors.toSet());
    }

    private void answer(HttpServletResponse response, Said said) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(said.status());
        response.setContentType("application/json;charset=UTF-8");
        byte[] words = json.writeValueAsBytes(said.body());
        response.setContentLength(words.length);
        response.getOutputStream().write(words);
        response.flushBuffer();
    }
}
