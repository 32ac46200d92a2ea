package uk.childpathways.notices;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How notices go out.
 *
 * @param from the sender's address
 * @param address where people open the application, such as {@code https://pathways.council.example}; named at the end
 *     of each mail when set
 * @param poll how often each node looks into the outbox
 * @param firstPause the pause after a first failure; doubled after each further one, up to an hour
 */
@ConfigurationProperties("pathways.notices")
record NoticeProperties(
        @DefaultValue("child-pathways@localhost") String from,
        String address,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("30s") Duration firstPause) {}
