package uk.childpathways.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** What the engine's interfaces answer is asked for again and not kept: they say only the first of the two. */
@Component
class NothingKept extends OncePerRequestFilter {

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return !path.startsWith("/engine-rest/") && !path.startsWith("/camunda/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public void setHeader(String name, String value) {
                super.setHeader(name, stricter(name, value));
            }

            @Override
            public void addHeader(String name, String value) {
                super.addHeader(name, stricter(name, value));
            }
        });
    }

    private static String stricter(String name, String value) {
        return HttpHeaders.CACHE_CONTROL.equalsIgnoreCase(name) && "no-cache".equals(value)
                ? "no-cache, no-store"
                : value;
    }
}
