package uk.childpathways.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sessions and logins lie in the database too: where it cannot be reached, a request fails before any page or address is
 * asked, and none of them can say why. Here it is said, as they would.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class WhenTheDatabaseIsAway extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            Optional<RequestFailures.Kind> kind = RequestFailures.kindBehind(failure);
            if (kind.isEmpty() || response.isCommitted()) {
                throw failure;
            }
            logger.warn("Answered with " + kind.get().status().value() + ": " + failure.getMessage() + " ("
                    + request.getMethod() + ")");
            answer(request, response, kind.get());
        }
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, RequestFailures.Kind kind)
            throws IOException {
        String accepted = request.getHeader("Accept");
        boolean page = accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
        response.resetBuffer();
        response.setStatus(kind.status().value());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        if (kind == RequestFailures.Kind.UNREACHABLE) {
            response.setHeader("Retry-After", "60");
        }
        response.setContentType(page ? "text/html;charset=UTF-8" : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        String words = page
                ? "<!doctype html><html lang=\"en\"><head><title>" + kind.title() + "</title></head><body><h1>"
                        + kind.title() + "</h1><p>" + kind.sentence() + "</p></body></html>"
                : "{\"type\":\"about:blank\",\"title\":\"" + kind.title() + "\",\"status\":"
                        + kind.status().value() + ",\"detail\":\"" + kind.sentence() + "\",\"message\":\""
                        + kind.sentence() + "\"}";
        response.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
    }
}
