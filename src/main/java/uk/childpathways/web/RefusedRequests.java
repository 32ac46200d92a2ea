package uk.childpathways.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Addresses and methods that no browser and no honest program sends are refused before anything reads them. */
@Configuration(proxyBeanMethods = false)
class RefusedRequests {

    private static final Pattern STEPS = Pattern.compile("(?i)/(\\.|%2e){1,2}(/|;|$)|//");

    /** The address behind which errors are told is asked by the application itself, of no use to anybody else. */
    @Bean
    FilterRegistrationBean<Filter> nobodyAsksForErrors() {
        var registration = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.getWriter()
                    .write("{\"title\":\"Not known\",\"status\":404,\"detail\":\"There is nothing here.\"}");
        });
        registration.addUrlPatterns("/error");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    /**
     * An address with steps in it (/x/../) is read in one way by the web server and in another by what stands behind it,
     * which then fails: it is refused before.
     */
    @Bean
    FilterRegistrationBean<Filter> addressesHaveNoSteps(ObjectMapper json) {
        var registration = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            if (STEPS.matcher(((HttpServletRequest) request).getRequestURI()).find()) {
                refuse((HttpServletResponse) response, json);
            } else {
                chain.doFilter(request, response);
            }
        });
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return registration;
    }

    @Bean
    RequestRejectedHandler oddRequestsAreRefused(ObjectMapper json) {
        return (request, response, why) -> refuse(response, json);
    }

    private static void refuse(HttpServletResponse response, ObjectMapper json) throws IOException {
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream()
                .write(json.writeValueAsBytes(Map.of(
                        "title",
                        "Not accepted",
                        "status",
                        HttpStatus.BAD_REQUEST.value(),
                        "detail",
                        "This address, or the way it was asked, is not one that this application takes: write it"
                                + " plainly, without ;, //, dots or encoded signs in place of letters.",
                        "message",
                        "This address is not written plainly.")));
    }
}
