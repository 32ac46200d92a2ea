package uk.childpathways.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What a session may do: nothing but choosing a password while the present one is somebody else's choice, and nothing at
 * all after its longest time, or when nobody has used it. Stands in the security chain, before the question who is logged in is answered for good.
 */
public class SessionRules extends OncePerRequestFilter {

    /** Authority of a login whose password somebody else chose. */
    public static final String CHANGE_PASSWORD_FIRST = "CHANGE_PASSWORD_FIRST";

    private static final Set<String> OPEN = Set.of("/account/password", "/logout", "/login", "/error");

    private final SignedIn signedIn;

    public SessionRules(SignedIn signedIn) {
        this.signedIn = signedIn;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null && signedIn.over(session)) {
            session.invalidate();
            SecurityContextHolder.clearContext();
        } else if (session != null) {
            signedIn.used(request, session);
        }
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        boolean changeFirst = login != null
                && login.getAuthorities().stream()
                        .anyMatch(authority -> authority.getAuthority().equals(CHANGE_PASSWORD_FIRST));
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (!changeFirst || OPEN.contains(path) || path.startsWith("/pages/") || path.startsWith("/webjars/")) {
            chain.doFilter(request, response);
        } else if (request.getMethod().equals("GET")
                && String.valueOf(request.getHeader("Accept")).contains("text/html")) {
            response.sendRedirect(request.getContextPath() + "/account/password");
        } else {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream()
                    .write(("{\"type\":\"about:blank\",\"title\":\"Not allowed\",\"status\":403,\"detail\":\"Choose a"
                                    + " password of your own first, at /account/password: somebody else set the present"
                                    + " one.\"}")
                            .getBytes(StandardCharsets.UTF_8));
        }
    }
}
