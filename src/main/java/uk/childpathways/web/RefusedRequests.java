package uk.childpathways.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Addresses and methods that no browser and no honest program sends are refused before anything reads them. */
@Configuration(proxyBeanMethods = false)
class RefusedRequests {

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

    @Bean
    RequestRejectedHandler oddRequestsAreRefused(ObjectMapper json) {
        return (request, response, why) -> {
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
        };
    }
}
