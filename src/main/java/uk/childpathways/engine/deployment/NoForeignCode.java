package uk.childpathways.engine.deployment;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.stream.Stream;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.ArtifactFactory;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;
import org.springframework.stereotype.Component;
import uk.childpathways.forms.Feel;

/**
 * Takes from the engine every way to run what a model, a table or a filter brings with it. What is deployed is refused
 * by the rules already; here it cannot run even where it lies in the database.
 */
@Component
class NoForeignCode extends AbstractProcessEnginePlugin {

    private final RunningWords words;
    private final Feel feel;

    NoForeignCode(RunningWords words, Feel feel) {
        this.words = words;
        this.feel = feel;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        takeAway(engine, words, feel);
    }

    /** For the engine of this application, and for a test's own. */
    static void takeAway(ProcessEngineConfigurationImpl engine, WordsOnlyExpressions.Words words, Feel feel) {
        engine.setExpressionManager(new WordsOnlyExpressions(words));
        engine.setScriptEngineResolver(new NoScripts());
        engine.setEnableFetchScriptEngineFromProcessApplication(false);
        engine.setEnableScriptEngineLoadExternalResources(false);
        engine.setArtifactFactory(new NoClasses());
        DefaultDmnEngineConfiguration tables =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        tables.setFeelEngineFactory(new GuardedFeel(feel));
        engine.setDmnEngineConfiguration(tables);
        // Variables hold text, numbers, dates and lists of them: no object of a class that somebody names.
        engine.setJavaSerializationFormatEnabled(false);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setEnableExpressionsInAdhocQueries(false);
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        FilterService filters = engine.getFilterService();
        engine.setFilterService((FilterService) Proxy.newProxyInstance(
                FilterService.class.getClassLoader(), new Class<?>[] {FilterService.class}, (proxy, method, args) -> {
                    if (method.getName().equals("saveFilter")) {
                        refuseBeyond((Filter) args[0]);
                    }
                    try {
                        return method.invoke(filters, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** An expression of a filter is refused when it is saved, not only when somebody looks through it. */
    private static void refuseBeyond(Filter filter) {
        if (filter != null && filter.getQuery() instanceof AbstractQuery<?, ?> query) {
            Stream.concat(
                            query.getExpressions().values().stream(),
                            query instanceof TaskQueryImpl tasks
                                    ? tasks.getQueries().stream()
                                            .flatMap(either -> either.getExpressions().values().stream())
                                    : Stream.empty())
                    .map(WordsOnlyExpressions::refusalInFilter)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(sentence -> {
                        throw new BadUserRequestException("The filter was not saved. " + sentence);
                    });
        }
    }

    /** Finds no language. */
    private static final class NoScripts implements ScriptEngineResolver {

        @Override
        public void addScriptEngineFactory(ScriptEngineFactory factory) {
            // No language is added either.
        }

        @Override
        public ScriptEngineManager getScriptEngineManager() {
            return null;
        }

        @Override
        public ScriptEngine getScriptEngine(String language, boolean cached) {
            throw new BadUserRequestException("A script (" + language + ") was not run: nothing runs scripts here."
                    + " Models speak only the vocabulary: docs/vocabulary.md.");
        }
    }

    /** Makes nothing of a class that a model names. */
    private static final class NoClasses implements ArtifactFactory {

        @Override
        public <T> T getArtifact(Class<T> type) {
            throw new BadUserRequestException("The class " + type.getName()
                    + " was not run: models name no classes, they speak only the vocabulary: docs/vocabulary.md.");
        }
    }
}
