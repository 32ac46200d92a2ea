package uk.childpathways.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The fields of our pages' forms and of the addresses after "?" have limits, as the texts of the API have ({@link SentTexts}),
 * whoever adds a page. A NUL is no character that somebody types, and the database keeps none.
 */
@Configuration(proxyBeanMethods = false)
class SentFields implements WebMvcConfigurer {

    private static final int LONGEST = SentTexts.LONGEST_REASON;

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                if (handler instanceof HandlerMethod method) {
                    int longest = longest(method);
                    request.getParameterMap().forEach((name, values) -> {
                        for (String value : values) {
                            check(name, value, longest);
                        }
                    });
                }
                return true;
            }
        });
    }

    private static int longest(HandlerMethod method) {
        ForPeople page = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), ForPeople.class);
        return page == null ? LONGEST : page.longest();
    }

    private static void check(String name, String value, int longest) {
        if (name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
            throw new BadInputProblem("'" + name.replace("\0", "")
                    + "' holds a sign that is no text (NUL). Nothing was recorded: go back and type it anew.");
        }
        if (value.length() > longest) {
            throw new BadInputProblem(String.format(
                    Locale.UK,
                    "'%s' has %,d characters: at most %,d are kept. Nothing was recorded: go back, what you typed is"
                            + " still there, and shorten it.",
                    name.length() > 60 ? name.substring(0, 60) + "…" : name,
                    value.length(),
                    longest));
        }
    }
}
