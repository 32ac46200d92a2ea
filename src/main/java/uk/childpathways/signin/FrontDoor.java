package uk.childpathways.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
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

    /** Twice what the largest file of people may have, which is said on its own page. */
    private static final DataSize LARGEST_FILE = DataSize.ofMegabytes(2);

    /** As RFC 2046 has it. */
    private static final int LONGEST_BOUNDARY = 70;

    private static final String UNKNOWN_CHARSET =
            "The charset that the Content-Type names is none that is known here: send UTF-8. Nothing was recorded.";

    private static final String TOO_LARGE = """
        <!DOCTYPE html>
        <html lang="en-GB" class="govuk-template">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Too large – Child Pathways</title>
          <link rel="stylesheet" href="{context}/webjars/govuk-frontend/dist/govuk/govuk-frontend.min.css">
          <link rel="stylesheet" href="{context}/pages/child-pathways.css">
          <link rel="stylesheet" href="{context}/pages/sign-in.css">
        </head>
        <body class="govuk-template__body">
        <header class="cp-header">
          <div class="govuk-width-container cp-header__row"><span class="cp-header__name">Child Pathways</span></div>
        </header>
        <div class="govuk-width-container">
          <main class="govuk-main-wrapper cp-main cp-sign-in" id="main">
            <h1 class="govuk-heading-l">What was sent is too large</h1>
            <p class="govuk-body">Nothing was recorded. A file of people has at most 1 MB, about 5,000 lines: go back and choose another, or split it.</p>
          </main>
        </div>
        </body>
        </html>
        """;

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
        } else if (request.getContentLengthLong() > largest(request).toBytes()) {
            tooLarge(request, response);
        } else if (unreadable(request.getContentType()) != null) {
            refuse(response, HttpStatus.BAD_REQUEST, unreadable(request.getContentType()));
        } else {
            chain.doFilter(
                    request.getContentLengthLong() < 0
                            ? new LimitedBody(request, settings.largestBody().toBytes())
                            : request,
                    response);
        }
    }

    /**
     * What is wrong with the way in which a body is said to be written, or null: whoever reads it later would fail over it
     * as if it were our fault.
     */
    private static String unreadable(String contentType) {
        if (contentType == null) {
            return null;
        }
        MediaType type;
        try {
            type = MediaType.parseMediaType(contentType);
            type.getCharset();
        } catch (IllegalArgumentException e) {
            return e instanceof InvalidMediaTypeException
                            && e.getCause() instanceof IllegalArgumentException cause
                            && (cause instanceof UnsupportedCharsetException
                                    || cause instanceof IllegalCharsetNameException)
                    ? UNKNOWN_CHARSET
                    : "The Content-Type of this request cannot be read. Nothing was recorded.";
        }
        if (type.getType().equals("multipart")) {
            String boundary = type.getParameter("boundary");
            String bare = boundary == null ? "" : boundary.replaceAll("^\"|\"$", "");
            if (bare.isBlank() || bare.length() > LONGEST_BOUNDARY) {
                return "A request in parts says in its Content-Type what stands between them (boundary, 1 to "
                        + LONGEST_BOUNDARY + " signs). Nothing was recorded.";
            }
        }
        return null;
    }

    /** A form of ours with a file: whatever is larger would be taken for one without its token, and refused as that. */
    private DataSize largest(HttpServletRequest request) {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        boolean deployment = request.getRequestURI().contains("/deployment/create");
        return type.startsWith("multipart/") && !deployment ? LARGEST_FILE : settings.largestBody();
    }

    /** A browser gets a page, a program a sentence. */
    private void tooLarge(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        if (String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).contains(MediaType.TEXT_HTML_VALUE)) {
            response.setStatus(HttpStatus.PAYLOAD_TOO_LARGE.value());
            response.setContentType("text/html;charset=UTF-8");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader(
                    "Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'");
            response.getOutputStream()
                    .write(TOO_LARGE
                            .replace("{context}", request.getContextPath())
                            .getBytes(StandardCharsets.UTF_8));
        } else {
            refuse(
                    response,
                    HttpStatus.PAYLOAD_TOO_LARGE,
                    "What was sent is larger than " + largest(request).toMegabytes() + " MB. Nothing was recorded.");
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
                        .getBytes(StandardCharsets.UTF_8));
    }
}
