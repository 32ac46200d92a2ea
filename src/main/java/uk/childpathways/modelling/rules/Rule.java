package uk.childpathways.modelling.rules;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;

/**
 * One rule over models, forms and tables.
 *
 * @param sentence the rule as a sentence, also the name of its test
 * @param severity what comes of it at a deployment
 * @param scope where it is asked
 * @param look finds where it is broken
 */
public record Rule(String sentence, Severity severity, Scope scope, Function<Subject, Stream<Finding>> look) {

    /** Where a rule is asked. */
    public enum Scope {
        /** In our build and at each deployment. */
        EVERYWHERE,
        /** It speaks of how our repository lies in its folders, which no deployment knows. */
        OUR_FILES,
        /** It compares with the version in force and asks for running cases, which a build does not have. */
        DEPLOYMENTS,
        /** It keeps whoever may deploy within what was decided, and is not asked of our own release. */
        PERSONS
    }

    static Rule refuse(String sentence, Function<Subject, Stream<Finding>> look) {
        return new Rule(sentence, Severity.REFUSE, Scope.EVERYWHERE, look);
    }

    static Rule advise(String sentence, Function<Subject, Stream<Finding>> look) {
        return new Rule(sentence, Severity.ADVISE, Scope.EVERYWHERE, look);
    }

    Rule in(Scope other) {
        return new Rule(sentence, severity, other, look);
    }

    /** A look at the files that are deployed and at nothing that is in force. */
    private interface FilesAlone extends Function<Subject, Stream<Finding>> {}

    /** A rule that looks at one model at a time: only what is deployed can break it. */
    static Function<Subject, Stream<Finding>> eachModel(Function<Model, Stream<Finding>> look) {
        return files(subject -> subject.changed().models().stream().flatMap(look));
    }

    /** A rule that looks at one form at a time: only what is deployed can break it. */
    static Function<Subject, Stream<Finding>> eachForm(Function<Form, Stream<Finding>> look) {
        return files(subject -> subject.changed().forms().stream().flatMap(look));
    }

    /** A rule that looks at what is deployed, whatever is in force. */
    static Function<Subject, Stream<Finding>> files(Function<Subject, Stream<Finding>> look) {
        FilesAlone alone = look::apply;
        return alone;
    }

    /** Whether it can be asked without reading what is in force. */
    boolean asksFilesAlone() {
        return look instanceof FilesAlone;
    }

    /** Where the subject breaks it. */
    public List<Finding> findings(Subject subject) {
        return look.apply(subject).distinct().toList();
    }

    @Override
    public String toString() {
        return sentence;
    }
}
