package uk.childpathways.engine.doors;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import uk.childpathways.engine.doors.Door.Who;

/**
 * The one list of what can be asked of the engine over HTTP. What is not on it is shut for everybody: nobody needs it, or
 * it is done elsewhere under rules of ours. The same list holds for the engine's REST interface and for the calls of
 * Tasklist, which are the same operations under another address.
 */
final class Doors {

    /** Where the engine's own operations are found, with the name of the engine or without. */
    private static final List<String> ENGINES = List.of("/engine-rest/engine", "/camunda/api/engine/engine");

    private static final List<Door> OPEN = table("""
        # The lists of Tasklist, and the tasks on them: the engine shows those that the person may do.
        GET  /engine                                          everybody
        GET  /filter                                          everybody
        GET  /filter/count                                    everybody
        GET  /filter/{id}                                     everybody
        GET  /filter/{id}/count                               everybody
        POST /filter/{id}/count                               everybody
        GET  /filter/{id}/list                                everybody
        POST /filter/{id}/list                                everybody
        OPTIONS /filter                                       everybody
        OPTIONS /filter/{id}                                  everybody
        GET  /task                                            everybody
        POST /task                                            everybody
        GET  /task/count                                      everybody
        POST /task/count                                      everybody
        GET  /task/{id}                                       everybody
        GET  /task/{id}/form                                  everybody
        GET  /task/{id}/deployed-form                         everybody
        GET  /task/{id}/form-variables                        everybody
        GET  /task/{id}/identity-links                        everybody
        # Working on a task: taking it, giving it back, completing it through its form.
        POST /task/{id}/claim                                 everybody
        POST /task/{id}/unclaim                               everybody
        POST /task/{id}/complete                              everybody
        POST /task/{id}/submit-form                           everybody
        # Words that stand where an id could.
        GET  /process-definition/statistics                   nobody
        GET  /process-definition/key                          nobody
        GET  /deployment/registered                           nobody
        # The start list: the models, their drawings, the start forms.
        GET  /process-definition                              everybody
        GET  /process-definition/count                        everybody
        GET  /process-definition/{id}                         everybody
        GET  /process-definition/{id}/xml                     everybody
        GET  /process-definition/{id}/diagram                 everybody
        GET  /process-definition/{id}/startForm               everybody
        GET  /process-definition/{id}/deployed-start-form     everybody
        GET  /process-definition/{id}/form-variables          everybody
        POST /process-definition/{id}/start                   everybody
        POST /process-definition/{id}/submit-form             everybody
        GET  /process-definition/key/{id}                     everybody
        GET  /process-definition/key/{id}/xml                 everybody
        GET  /process-definition/key/{id}/diagram             everybody
        GET  /process-definition/key/{id}/startForm           everybody
        GET  /process-definition/key/{id}/deployed-start-form everybody
        GET  /process-definition/key/{id}/form-variables      everybody
        POST /process-definition/key/{id}/start               everybody
        POST /process-definition/key/{id}/submit-form         everybody
        # Who one is.
        GET  /user/{own}/profile                              everybody
        GET  /authorization/check                             everybody
        GET  /version                                         everybody
        # The process owner's deployments, from Camunda Modeler, and what is deployed.
        POST /deployment/create                               owner,administrator
        GET  /deployment                                      owner,administrator
        GET  /deployment/count                                owner,administrator
        GET  /deployment/{id}                                 owner,administrator
        GET  /deployment/{id}/resources                       owner,administrator
        GET  /deployment/{id}/resources/{id}                  owner,administrator
        GET  /deployment/{id}/resources/{id}/data             owner,administrator
        GET  /decision-definition                             owner,administrator
        GET  /decision-definition/count                       owner,administrator
        GET  /decision-definition/{id}                        owner,administrator
        GET  /decision-definition/{id}/xml                    owner,administrator
        GET  /decision-definition/key/{id}                    owner,administrator
        GET  /decision-definition/key/{id}/xml                owner,administrator
        """);

    /** The web applications' own calls, beside those of the engine. */
    private static final List<Door> OPEN_OF_PAGES = table("""
        GET  /camunda/api/engine/engine                       everybody
        GET  /camunda/api/admin/auth/user/{id}                everybody
        POST /camunda/api/admin/auth/user/{id}/login/{id}     everybody
        POST /camunda/api/admin/auth/user/{id}/logout         everybody
        GET  /camunda/api/tasklist/plugin/{id}/static/{rest}  everybody
        """);

    /** Why a part of the engine's interface is shut, and what to do instead; the first that fits. */
    private static final List<String[]> INSTEAD = Arrays.stream(
                    """
                    /message|/signal|/condition|/event-subscription|/execution = A journey goes on through the forms of its tasks and of the start list. Nobody moves it from outside.
                    /process-instance|/modification|/migration|/batch = A child's journey is worked on through its tasks. Nobody looks into it, changes it or ends it from outside.
                    /job|/job-definition|/incident = Clocks run by themselves. Process owner and administrator see what stands still, and try it again, at /models/trouble.
                    /external-task = Nothing here waits for a program outside.
                    /history = What happened to a child is on the child's record, at /children. Nothing of it is read or removed here.
                    /variable-instance = What a case keeps is shown by its forms and on the child's record.
                    /user|/group|/tenant|/authorization|/identity = People, teams and roles are kept by the administrator at /people.
                    /filter = The lists of Tasklist come with this application and are the same for everybody.
                    /task/create = A task comes from its model: start what is to be done from the start list.
                    /task = A task is taken, given back and completed through its form. To hand it on, give it back, or ask its manager.
                    /deployment = What has been deployed stays, because children's cases and deadlines run by it. Put an earlier version back in force at /models, or deploy a newer one.
                    /process-definition|/decision-definition|/decision-requirements-definition = A model is changed by deploying a newer version of it, and a change is taken back at /models, by putting an earlier version back in force. Nothing is deleted, stopped or moved here. How many cases run by it is told at /oversight to those who may know.
                    /camunda/api/cockpit = Cockpit is not part of this application: children's cases are seen at /children and /oversight.
                    /camunda/api/admin = People, teams and roles are kept by the administrator at /people.
                    """.lines().map(line -> line.split(" = ", 2)).toList().toArray(String[][]::new))
            .toList();

    private static final String NOT_HERE = "Nobody needs this address, so it is shut.";

    private Doors() {}

    private static List<Door> table(String lines) {
        return lines.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Door::of)
                .toList();
    }

    static List<Door> open() {
        return OPEN;
    }

    static List<Door> openOfPages() {
        return OPEN_OF_PAGES;
    }

    /**
     * To whom the address is open; empty where nobody may ask it.
     *
     * @param path as the browser sent it, decoded
     * @param login of who asks; matters where only one's own is open
     */
    static Optional<Door> at(String method, String path, String login) {
        String asked = "HEAD".equals(method) ? "GET" : method;
        String plain = operation(path);
        List<String> parts = Arrays.asList(plain.substring(1).split("/"));
        return (plain.startsWith("/camunda/") ? OPEN_OF_PAGES : OPEN)
                .stream()
                        .filter(door -> door.isAt(asked, parts, login))
                        .findFirst()
                        .filter(door -> !door.open().isEmpty());
    }

    /** The engine's operation without the address under which it is found; an address of the pages as it is. */
    static String operation(String path) {
        String plain = path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
        for (String engines : ENGINES) {
            if (plain.equals(engines)) {
                return "/engine";
            }
            if (plain.startsWith(engines + "/")) {
                String named = plain.substring(engines.length() + 1);
                int slash = named.indexOf('/');
                return slash < 0 ? "/engine/" + named : named.substring(slash);
            }
        }
        return plain.startsWith("/engine-rest/") ? plain.substring("/engine-rest".length()) : plain;
    }

    static boolean mayEnter(Door door, boolean owner, boolean administrator) {
        return door.open().contains(Who.EVERYBODY)
                || owner && door.open().contains(Who.OWNER)
                || administrator && door.open().contains(Who.ADMINISTRATOR);
    }

    /** For a person who stands before a shut door: why, and what to do instead. */
    static String instead(String path) {
        String plain = operation(path);
        return INSTEAD.stream()
                .filter(row -> Arrays.stream(row[0].split("\\|"))
                        .anyMatch(start -> plain.equals(start) || plain.startsWith(start + "/")))
                .map(row -> row[1])
                .findFirst()
                .orElse(NOT_HERE);
    }
}
