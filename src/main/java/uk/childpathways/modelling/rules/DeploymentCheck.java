package uk.childpathways.modelling.rules;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.SentFiles;
import uk.childpathways.modelling.Shipped;
import uk.childpathways.modelling.StandardsCheck;
import uk.childpathways.modelling.Table;

/**
 * Asks all rules of what somebody wants to deploy, together with what is in force: a form alone, a model that calls
 * what is deployed already, a table without the row that a running model needs.
 */
@Component
public class DeploymentCheck {

    /** As the engine recognises them, without a dot: whatever it would deploy is read here first. */
    private static final List<String> MODELS = List.of("bpmn", "bpmn20.xml");

    private static final List<String> TABLES = List.of("dmn", "dmn11.xml");
    private static final List<String> FORMS = List.of("form");
    private static final List<String> CASE_MODELS = List.of("cmmn", "cmmn10.xml", "cmmn11.xml");

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
        List<String> unreadable = new ArrayList<>();
        if (byPerson) {
            unreadable.addAll(SentFiles.namesAndKinds(files));
        }
        unreadable.addAll(SentFiles.writing(files));
        if (!unreadable.isEmpty()) {
            return new Verdict(unreadable, List.of());
        }
        files.keySet().stream()
                .filter(name -> endsWith(name, CASE_MODELS))
                .map(name -> name + " is a case model (CMMN), which nothing here watches over. Draw it as a process.")
                .forEach(unreadable::add);
        Shipped deployed = new Shipped(
                read(files, MODELS, DeploymentCheck::model, unreadable),
                read(files, FORMS, Form::read, unreadable),
                read(files, TABLES, Table::read, unreadable));
        if (!unreadable.isEmpty()) {
            return new Verdict(unreadable, List.of());
        }
        if (deployed.models().isEmpty()
                && deployed.forms().isEmpty()
                && deployed.tables().isEmpty()) {
            return new Verdict(List.of(), List.of());
        }
        Vocabulary vocabulary = words.now();
        // What would run code or keep the server busy is not worth reading everything in force for.
        Subject alone = Subject.ofBuild(deployed, vocabulary);
        if (Rules.ofSafety().stream().anyMatch(rule -> !rule.findings(alone).isEmpty())) {
            return Verdict.of(rules.stream().filter(Rule::asksFilesAlone).toList(), alone, byPerson);
        }
        return Verdict.of(rules, Subject.ofDeployment(deployed, inForce, vocabulary), byPerson);
    }

    /**
     * By what a model that lies in the database would run code or act on another's record, in sentences; none of ours does. Asked when the engine
     * opens it: what came there before these rules, or past them, runs no further than what is deployed today.
     */
    public static List<String> codeIn(String file, byte[] content) {
        if (!endsWith(file, MODELS)) {
            return List.of();
        }
        List<String> found = new ArrayList<>(SentFiles.writing(Map.of(file, content)));
        if (found.isEmpty()) {
            Document tree = KnownParts.tree(Model.read(file, new ByteArrayInputStream(content)));
            Stream.concat(KnownParts.code(file, tree).stream(), WhoseCase.in(file, tree).stream())
                    .map(Finding::sentence)
                    .forEach(found::add);
        }
        return found;
    }

    /** The rules speak of the one process of a file: a second one would go unasked. */
    private static Model model(String name, InputStream content) {
        Model model = Model.read(name, content);
        int processes = model.bpmn().getModelElementsByType(Process.class).size();
        if (processes != 1) {
            throw new IllegalArgumentException("it holds " + processes
                    + " processes, and a file holds one. Save each in a" + " file of its own, named as the process id");
        }
        return model;
    }

    private static <T> List<T> read(
            Map<String, byte[]> files,
            List<String> endings,
            BiFunction<String, InputStream, T> reader,
            List<String> unreadable) {
        List<T> read = new ArrayList<>();
        files.forEach((name, content) -> {
            if (endsWith(name, endings)) {
                try {
                    read.add(reader.apply(name, new ByteArrayInputStream(content)));
                } catch (RuntimeException e) {
                    unreadable.add(name + " cannot be read: "
                            + NestedExceptionUtils.getMostSpecificCause(e).getMessage()
                            + ". Open it in Camunda Modeler, mend that and deploy it again.");
                }
            }
        });
        return read;
    }

    private static boolean endsWith(String name, List<String> endings) {
        return endings.stream().anyMatch(name::endsWith);
    }
}
