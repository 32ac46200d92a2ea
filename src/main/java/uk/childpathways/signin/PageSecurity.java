package uk.childpathways.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What each answer tells the browser that it may do. */
public final class PageSecurity {

    /** Nothing but our own files; no inline script, no inline style. */
    static final String OURS = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none';"
            + " form-action 'self'";

    private PageSecurity() {}

    /** @param provider address of the sign-in provider, to which a log-out may lead; empty for none */
    public static void headers(HeadersConfigurer<HttpSecurity> headers, String provider) {
        headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(
                        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(),"
                                + " browsing-topics=()"))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .httpStrictTransportSecurity(tls -> tls.includeSubDomains(true).maxAgeInSeconds(31_536_000))
                // The engine's web applications bring their own policy, with a number for each of their scripts.
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        request -> !ofTheEngine(request),
                        new ContentSecurityPolicyHeaderWriter(provider.isEmpty() ? OURS : OURS + " " + provider)));
    }

    private static boolean ofTheEngine(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + "/camunda/");
    }
}
