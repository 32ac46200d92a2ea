package uk.childpathways.modelling.rules;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Shipped;
import uk.childpathways.modelling.StandardsCheck;
import uk.childpathways.modelling.Table;

/**
 * Asks all rules of what somebody wants to deploy, together with what is in force: a form alone, a model that calls
 * what is deployed already, a table without the row that a running model needs.
 */
@Component
public class DeploymentCheck {

    private final InstalledVocabulary words;
    private final InForce inForce;
    private final List<Rule> rules;

    DeploymentCheck(StandardsCheck standards, InstalledVocabulary words, InForce inForce) {
        this.words = words;
        this.inForce = inForce;
        this.rules = new ArrayList<>(Rules.all());
        rules.add(Standards.tablesSound(standards));
    }

    /**
     * What the rules say, in sentences for whoever deploys.
     *
     * @param files the files of the deployment by name
     * @param byPerson false where the application deploys its own release at start
     */
    public Verdict judge(Map<String, byte[]> files, boolean byPerson) {
        Shipped deployed = new Shipped(
                read(files, ".bpmn", DeploymentCheck::model),
                read(files, ".form", Form::read),
                read(files, ".dmn", Table::read));
        if (deployed.models().isEmpty()
                && deployed.forms().isEmpty()
                && deployed.tables().isEmpty()) {
            return new Verdict(List.of(), List.of());
        }
        return Verdict.of(rules, Subject.ofDeployment(deployed, inForce, words.now()), byPerson);
    }

    /** A file without a process, a drawing of who talks to whom, is no model to the rules. */
    private static Model model(String name, InputStream content) {
        Model model = Model.read(name, content);
        model.process();
        return model;
    }

    private static <T> List<T> read(
            Map<String, byte[]> files, String ending, BiFunction<String, InputStream, T> reader) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(ending))
                .map(file -> readable(file.getKey(), file.getValue(), reader))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Files that do not parse are left to the engine, which names line and column. */
    private static <T> Optional<T> readable(String name, byte[] content, BiFunction<String, InputStream, T> reader) {
        try {
            return Optional.of(reader.apply(name, new ByteArrayInputStream(content)));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
