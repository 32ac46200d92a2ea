package uk.childpathways.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What is refused before anybody looks at who asks: another host's name, plain HTTP where TLS is required, a body that is
 * too large. The health address is spared the first two: the machine that asks it stands beside us.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
@EnableConfigurationProperties(FrontDoor.Settings.class)
class FrontDoor extends OncePerRequestFilter {

    /**
     * @param requireTls refuse what did not come over TLS, here or at the trusted proxy
     * @param hosts the names under which the installation answers; empty for any
     * @param largestBody of one request
     */
    @ConfigurationProperties("pathways.web")
    record Settings(
            @DefaultValue("false") boolean requireTls,
            @DefaultValue List<String> hosts,
            @DefaultValue("20MB") DataSize largestBody) {}

    private final Settings settings;
    private final List<String> hosts;

    FrontDoor(Settings settings) {
        this.settings = settings;
        this.hosts = settings.hosts().stream()
                .map(host -> host.trim().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .toList();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean health = request.getRequestURI().equals(request.getContextPath() + "/actuator/health")
                || request.getRequestURI().startsWith(request.getContextPath() + "/actuator/health/");
        if (!health && settings.requireTls() && !request.isSecure()) {
            refuse(
                    response,
                    HttpStatus.FORBIDDEN,
                    "This installation answers over TLS only: use https:// in the address.");
        } else if (!health
                && !hosts.isEmpty()
                && !hosts.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
            refuse(
                    response,
                    HttpStatus.BAD_REQUEST,
                    "This installation does not answer under that name. Use the address that your council gives you.");
        } else if (request.getContentLengthLong() > settings.largestBody().toBytes()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
            refuse(
                    response,
                    HttpStatus.PAYLOAD_TOO_LARGE,
                    "What was sent is larger than " + settings.largestBody().toMegabytes()
                            + " MB. Nothing was recorded.");
        } else {
            chain.doFilter(
                    request.getContentLengthLong() < 0
                            ? new LimitedBody(request, settings.largestBody().toBytes())
                            : request,
                    response);
        }
    }

    /** Written by hand: no page of ours is asked before the door is passed. */
    private static void refuse(HttpServletResponse response, HttpStatus status, String sentence) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream()
                .write(("{\"type\":\"about:blank\",\"title\":\"Not accepted\",\"status\":" + status.value()
                                + ",\"detail\":\"" + sentence + "\"}")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
