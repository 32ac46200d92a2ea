package uk.childpathways.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the description of our API at {@code /api/openapi} says of itself. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    @Bean
    OpenAPI childPathwaysApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Child Pathways")
                        .version("1")
                        .description("Standards and their due dates, children's deadlines, chronology, oversight and"
                                + " breaches. HTTP Basic; every answer respects the rights of who asks; every error"
                                + " is a problem detail (RFC 9457)."));
    }
}
