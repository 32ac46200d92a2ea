package uk.childpathways.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;

/**
 * What the web server itself cannot read as a request (an address with %00, a line that is no HTTP) never comes to a
 * filter or page of ours: it is answered here, with a sentence in place of the server's own page.
 */
@Configuration(proxyBeanMethods = false)
class UnreadableRequests {

    /** The last of the factory's settings: Spring Boot's own page without words is then behind this one. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> unreadableRequestsGetASentence() {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Sentence()));
    }

    private static final class Sentence extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, Throwable failure) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            boolean ours = status >= 500;
            String words = "{\"type\":\"about:blank\",\"title\":\""
                    + (ours ? "Something went wrong here" : "Not accepted")
                    + "\",\"status\":" + status + ",\"detail\":\""
                    + (ours
                            ? "This is a fault of the application, not of what was sent. The log says more."
                            : "This cannot be read as a request: check the address and the headers for signs"
                                    + " that do not belong there. Nothing was recorded.")
                    + "\",\"message\":\""
                    + (ours ? "The application could not answer." : "This request cannot be read.")
                    + "\"}";
            try {
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.setCharacterEncoding(StandardCharsets.UTF_8.name());
                response.setHeader("X-Content-Type-Options", "nosniff");
                response.setHeader("Cache-Control", "no-store");
                Writer writer = response.getReporter();
                if (writer != null) {
                    writer.write(words);
                    response.finishResponse();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
