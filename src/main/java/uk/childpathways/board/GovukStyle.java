package uk.childpathways.board;

import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * GOV.UK's style without its typeface, which belongs to gov.uk: no page asks for a font that is not there, and Arial,
 * the next in the style's own list, is used instead.
 */
@Configuration(proxyBeanMethods = false)
class GovukStyle implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/webjars/govuk*/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/")
                .resourceChain(true)
                .addTransformer((request, resource, chain) -> {
                    Resource given = chain.transform(request, resource);
                    if (!String.valueOf(given.getFilename()).endsWith(".css")) {
                        return given;
                    }
                    String style = given.getContentAsString(StandardCharsets.UTF_8);
                    return new TransformedResource(
                            given,
                            style.replaceAll("@font-face\\s*\\{[^}]*}", "").getBytes(StandardCharsets.UTF_8));
                });
    }
}
