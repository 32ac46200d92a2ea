package uk.childpathways.modelling.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the rules say of a deployment.
 *
 * @param refused sentences; if there are any, nothing may be deployed
 * @param advised sentences for whoever deploys
 */
public record Verdict(List<String> refused, List<String> advised) {

    /**
     * Asks the rules. Of files that stay as they are only that is said which the deployment brings about.
     *
     * @param byPerson whether a person deploys. When the application deploys its own release at start, nobody is there
     *     to answer a question about the version before: then a comparison with it is no more than advice
     */
    static Verdict of(List<Rule> rules, Subject subject, boolean byPerson) {
        List<String> refused = new ArrayList<>();
        List<String> advised = new ArrayList<>();
        Set<String> deployed = files(subject);
        Subject before = subject.before();
        for (Rule rule : rules) {
            if (rule.scope() == Rule.Scope.OUR_FILES || rule.scope() == Rule.Scope.PERSONS && !byPerson) {
                continue;
            }
            List<Finding> findings = rule.findings(subject);
            List<Finding> known = findings.stream().allMatch(finding -> deployed.contains(finding.file()))
                    ? List.of()
                    : rule.findings(before);
            boolean refuses =
                    rule.severity() == Severity.REFUSE && (byPerson || rule.scope() != Rule.Scope.DEPLOYMENTS);
            findings.stream()
                    .filter(finding ->
                            deployed.contains(finding.file()) || known.stream().noneMatch(finding::samePlace))
                    .map(Finding::sentence)
                    .forEach(refuses ? refused::add : advised::add);
        }
        return new Verdict(List.copyOf(refused), List.copyOf(advised));
    }

    private static Set<String> files(Subject subject) {
        return Stream.of(
                        subject.changed().models().stream().map(uk.childpathways.modelling.Model::file),
                        subject.changed().forms().stream().map(uk.childpathways.modelling.Form::file),
                        subject.changed().tables().stream().map(uk.childpathways.modelling.Table::file))
                .flatMap(all -> all)
                .collect(Collectors.toSet());
    }
}
