package uk.childpathways.engine.submission;

import java.util.Optional;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.people.Directory;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.NotFoundProblem;
import uk.childpathways.web.Problem;

/** Why a task that somebody wants to complete is not there: who completed it, for those who may know. */
@Component
class TasksThatAreOver {

    private final Chronology chronology;
    private final Children children;
    private final ChildAccess access;
    private final PractitionerFiles files;
    private final Directory directory;

    TasksThatAreOver(
            Chronology chronology,
            Children children,
            ChildAccess access,
            PractitionerFiles files,
            Directory directory) {
        this.chronology = chronology;
        this.children = children;
        this.access = access;
        this.files = files;
        this.directory = directory;
    }

    Problem refusal(String taskId) {
        Optional<ChronologyEntry> done = taskId == null ? Optional.empty() : chronology.ofTask(taskId);
        if (done.isEmpty()) {
            return new NotFoundProblem("This task is not there any more, or never was: what it asked is no longer to be"
                    + " done. Nothing was recorded.");
        }
        ChronologyEntry entry = done.get();
        String who = directory
                .loggedIn()
                .filter(user -> mayRead(user, entry.childRef()))
                .map(user -> user.equals(entry.by())
                        ? "You completed '" + entry.title() + "' already"
                        : "'" + entry.title() + "' was completed already, by " + directory.nameOf(entry.by()))
                .map(words -> words + " on " + Days.SHORT.moment(entry.at()))
                .orElse("This task was completed already");
        return new ConflictProblem(who + ". Nothing was recorded a second time.");
    }

    private boolean mayRead(String user, String ref) {
        return PractitionerFiles.isFile(ref)
                ? files.mayRead(user, ref)
                : children.find(ref)
                        .filter(child -> access.mayRead(user, child))
                        .isPresent();
    }
}
