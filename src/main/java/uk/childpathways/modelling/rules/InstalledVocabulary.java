package uk.childpathways.modelling.rules;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import uk.childpathways.forms.Feel;
import uk.childpathways.modelling.words.Contract;
import uk.childpathways.modelling.words.Expressions;
import uk.childpathways.standards.Clause;
import uk.childpathways.standards.ClauseCatalogue;

/** What models, forms and tables may name on this installation. */
@Component
public class InstalledVocabulary {

    private final ApplicationContext application;
    private final ClauseCatalogue clauses;
    private final Feel feel;
    private final Expressions expressions;
    private final Set<String> profiles;
    private final String profile;
    private volatile boolean started;
    private volatile Contract complete;

    InstalledVocabulary(
            ApplicationContext application,
            ClauseCatalogue clauses,
            Feel feel,
            Expressions expressions,
            @Value("${pathways.profiles:rutland,swindon,newham,generic}") List<String> profiles,
            @Value("${pathways.profile:generic}") String profile) {
        this.application = application;
        this.clauses = clauses;
        this.feel = feel;
        this.expressions = expressions;
        this.profile = profile;
        this.profiles = Stream.concat(profiles.stream(), Stream.of(profile)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Asked each time, because beans are still being made while the first models are deployed; kept once all are.
     */
    public Vocabulary now() {
        Contract declared = complete;
        if (declared == null) {
            declared = Contract.declared(application);
            if (started) {
                complete = declared;
            }
        }
        return new Vocabulary(
                declared,
                expressions,
                clauses.all().stream().collect(Collectors.toMap(Clause::id, clause -> clause)),
                profiles,
                profile,
                feel::problem,
                feel::problemInCondition);
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        started = true;
    }
}
