package uk.childpathways.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Every field of our API that holds a text has a limit, whatever it is called and whoever adds it: a reason that somebody gives
 * is as long as people write, everything else is a name. Half a character is no text. Asked where the text is read, so that
 * no controller has to think of it.
 */
@Configuration(proxyBeanMethods = false)
class SentTexts implements WebMvcConfigurer {

    static final int LONGEST_NAME = 200;
    static final int LONGEST_REASON = 4000;

    /** The fields in which somebody says something in sentences. */
    static final Set<String> SENTENCES = Set.of("reason", "answer");

    @Override
    public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
        converters.replaceAll(converter -> converter instanceof MappingJackson2HttpMessageConverter json
                        && converter.getClass() == MappingJackson2HttpMessageConverter.class
                ? new Reader(json)
                : converter);
    }

    static int longest(String field) {
        return SENTENCES.contains(field) ? LONGEST_REASON : LONGEST_NAME;
    }

    /** As the one it stands for, but what was wrong with a text is said, and not only that something was. */
    private static final class Reader extends MappingJackson2HttpMessageConverter {

        Reader(MappingJackson2HttpMessageConverter like) {
            super(withLimits(like.getObjectMapper()));
            setSupportedMediaTypes(like.getSupportedMediaTypes());
        }

        private static ObjectMapper withLimits(ObjectMapper json) {
            SimpleModule limits = new SimpleModule("limits of texts");
            limits.addDeserializer(String.class, new Text(null));
            return json.copy().registerModule(limits);
        }

        @Override
        public Object read(Type type, Class<?> context, HttpInputMessage sent) throws IOException {
            try {
                return super.read(type, context, sent);
            } catch (HttpMessageNotReadableException e) {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    if (cause instanceof BadInputProblem problem) {
                        throw problem;
                    }
                }
                throw e;
            }
        }
    }

    private static final class Text extends StdScalarDeserializer<String> implements ContextualDeserializer {

        private static final long serialVersionUID = 1L;

        private final String field;

        Text(String field) {
            super(String.class);
            this.field = field;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            return property == null ? this : new Text(property.getName());
        }

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(json, context);
            // Answers to a form (a draft) are no field of ours: the form says what fits.
            if (text != null && field != null) {
                check(text, field);
            }
            return text;
        }
    }

    private static void check(String text, String field) {
        String where = "'" + field + "'";
        if (text.length() > longest(field)) {
            throw new BadInputProblem(String.format(
                    Locale.UK,
                    "%s has %,d characters: at most %,d are kept. Nothing was recorded.",
                    where,
                    text.length(),
                    longest(field)));
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                throw new BadInputProblem(
                        where + " has half a character (from a cut-off emoji?), which is no text. Type" + " it anew.");
            }
        }
    }
}
