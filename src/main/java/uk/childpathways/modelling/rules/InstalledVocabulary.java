package uk.childpathways.modelling.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import uk.childpathways.forms.AnswerCheck;
import uk.childpathways.forms.Feel;
import uk.childpathways.people.Role;
import uk.childpathways.standards.Clause;
import uk.childpathways.standards.ClauseCatalogue;
import uk.childpathways.vocabulary.ModelVocabulary;

/** What models, forms and tables may name on this installation. */
@Component
public class InstalledVocabulary {

    private final ApplicationContext application;
    private final ClauseCatalogue clauses;
    private final Feel feel;
    private final Set<String> profiles;
    private final String profile;

    InstalledVocabulary(
            ApplicationContext application,
            ClauseCatalogue clauses,
            Feel feel,
            @Value("${pathways.profiles:rutland,swindon,newham,generic}") List<String> profiles,
            @Value("${pathways.profile:generic}") String profile) {
        this.application = application;
        this.clauses = clauses;
        this.feel = feel;
        this.profile = profile;
        this.profiles =
                Stream.concat(profiles.stream(), Stream.of(profile)).collect(Collectors.toUnmodifiableSet());
    }

    /** Asked each time, because beans are still being made while the first models are deployed. */
    public Vocabulary now() {
        return new Vocabulary(
                Set.of(application.getBeanNamesForAnnotation(ModelVocabulary.class)),
                clauses.all().stream().collect(Collectors.toMap(Clause::id, clause -> clause)),
                application.getBeansOfType(AnswerCheck.class).values().stream()
                        .map(AnswerCheck::name)
                        .collect(Collectors.toSet()),
                Arrays.stream(Role.values()).map(Role::key).collect(Collectors.toSet()),
                profiles,
                profile,
                feel::problem);
    }
}
