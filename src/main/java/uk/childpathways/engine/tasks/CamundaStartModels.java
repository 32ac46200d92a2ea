package uk.childpathways.engine.tasks;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinitionQuery;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.desk.Start;
import uk.childpathways.desk.StartGroup;
import uk.childpathways.desk.StartModels;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.forms.FormDefinition;
import uk.childpathways.forms.FormField;
import uk.childpathways.people.Directory;
import uk.childpathways.submissions.Question;
import uk.childpathways.submissions.Questions;
import uk.childpathways.vocabulary.ExtensionProperties;

/**
 * The processes that a person may start, as Tasklist asks for them: the newest of each, those that name a group of theirs.
 * What models and forms say of them is read once for each deployment, on whichever node it was.
 */
@Component
class CamundaStartModels implements StartModels {

    private static final int LAST = 1000;
    private static final String KIND = "journey-of:";
    private static final String NOT_BESIDE = "none-running:";
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    /** The list to choose from that says what a form asks for; what stands first goes before what follows. */
    private static final Map<String, Start.About> ASKS_FOR = new LinkedHashMap<>();

    static {
        ASKS_FOR.put("childOptions", Start.About.CHILD);
        ASKS_FOR.put("deadlinesOptions", Start.About.DEADLINE);
        ASKS_FOR.put("meetingsOptions", Start.About.MEETING);
        ASKS_FOR.put("journeysOptions", Start.About.JOURNEY);
    }

    private final RepositoryService repository;
    private final SystemAuthority authority;
    private final Questions questions;
    private final Directory directory;

    /** By the id of a definition, which never changes: reading a model is what takes long. */
    private final Map<String, Map<String, String>> properties = new ConcurrentHashMap<>();

    private volatile Described described = new Described("", Map.of());

    /** All that can be started, by the id of its process, as it was after a deployment. */
    private record Described(String deployment, Map<String, Start> byProcess) {}

    CamundaStartModels(
            @Lazy RepositoryService repository, SystemAuthority authority, Questions questions, Directory directory) {
        this.repository = repository;
        this.authority = authority;
        this.questions = questions;
        this.directory = directory;
    }

    @Override
    public List<Start> ofThisPerson() {
        List<String> open = authority.as(
                directory.currentUser(),
                () -> startable().startablePermissionCheck().list().stream()
                        .map(ProcessDefinition::getKey)
                        .toList());
        Map<String, Start> known = authority.get(this::described);
        return open.stream().map(known::get).filter(Objects::nonNull).toList();
    }

    private ProcessDefinitionQuery startable() {
        return repository
                .createProcessDefinitionQuery()
                .latestVersion()
                .active()
                .startableInTasklist();
    }

    private Map<String, Start> described() {
        String newest = repository.createDeploymentQuery().orderByDeploymentTime().desc().listPage(0, 1).stream()
                .map(Deployment::getId)
                .findFirst()
                .orElse("");
        Described now = described;
        if (!newest.equals(now.deployment())) {
            now = new Described(
                    newest,
                    startable().list().stream()
                            .collect(Collectors.toMap(ProcessDefinition::getKey, this::start, (one, same) -> one)));
            described = now;
        }
        return now.byProcess();
    }

    private Start start(ProcessDefinition definition) {
        Map<String, String> said = properties.computeIfAbsent(definition.getId(), id -> propertiesOf(definition));
        FormDefinition form =
                questions.ofStart(definition.getId()).map(Question::form).orElse(null);
        FormField about = about(form);
        return new Start(
                definition.getKey(),
                definition.getName() == null ? definition.getKey() : definition.getName(),
                StartGroup.of(said.get("startGroup")),
                order(said.get("startOrder")),
                said.getOrDefault("startSays", ""),
                COMMA.splitAsStream(said.getOrDefault("startWords", "").trim())
                        .filter(word -> !word.isEmpty())
                        .toList(),
                said.get("startFromTask"),
                about == null ? Start.About.NOBODY : ASKS_FOR.get(about.optionsFrom()),
                checks(about, KIND).stream().findFirst().orElse(null),
                checks(about, NOT_BESIDE));
    }

    private Map<String, String> propertiesOf(ProcessDefinition definition) {
        return repository.getBpmnModelInstance(definition.getId()).getModelElementById(definition.getKey())
                        instanceof Process process
                ? ExtensionProperties.of(process)
                : Map.of();
    }

    private static int order(String said) {
        return said != null && said.trim().matches("\\d{1,3}") ? Integer.parseInt(said.trim()) : LAST;
    }

    /** The question by which the form learns whose case it is; null where it asks for none. */
    private static FormField about(FormDefinition form) {
        return form == null
                ? null
                : ASKS_FOR.keySet().stream()
                        .flatMap(list -> form.all()
                                .filter(FormField::asks)
                                .filter(field -> list.equals(field.optionsFrom()))
                                .limit(1))
                        .findFirst()
                        .orElse(null);
    }

    private static Set<String> checks(FormField field, String check) {
        return field == null
                ? Set.of()
                : field.words("check").stream()
                        .filter(word -> word.startsWith(check))
                        .map(word -> word.substring(check.length()))
                        .collect(Collectors.toCollection(HashSet::new));
    }
}
