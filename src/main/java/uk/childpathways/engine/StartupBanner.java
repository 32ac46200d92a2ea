package uk.childpathways.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import uk.childpathways.storage.Storage;

/** The last lines of the log at start: the address, the users of a demonstration, and where the data lie. */
@Component
class StartupBanner {

    private static final Logger LOG = LoggerFactory.getLogger(StartupBanner.class);

    private final Storage storage;
    private final boolean demonstration;

    StartupBanner(Storage storage, @Value("${pathways.demonstration.enabled:true}") boolean demonstration) {
        this.storage = storage;
        this.demonstration = demonstration && storage.embedded();
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        int port =
                event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null
                        ? web.getWebServer().getPort()
                        : 0;
        StringBuilder words =
                new StringBuilder("\n\n  Child Pathways is ready: http://localhost:" + port + "/camunda\n");
        if (demonstration) {
            words.append("""
                      Log in with one of these, password "pathways":
                        social workers     sw.north  sw2.north  sw.south
                        managers           atm.north  tm.north  tm.south  psw  sm  hos  director
                        conference, IRO    cpchair  confadmin  iro  fro
                        safeguarding       sqm  hsq  qa  pil
                        others             legal  cpm  adm  panel  pa  eh  ehm  eds  frontdoor  hr
                        process owner      owner
                        administrator      admin
                    """);
        }
        words.append(
                storage.embedded()
                        ? "  Data: the embedded PostgreSQL in " + storage.place() + " (kept between runs)\n"
                        : "  Data: " + storage.place().replaceAll("[?].*", "") + "\n");
        LOG.info("{}", words);
    }
}
