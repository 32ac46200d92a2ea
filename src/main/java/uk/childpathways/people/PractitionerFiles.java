package uk.childpathways.people;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotAllowedProblem;

/**
 * The personal supervision files: a record about a practitioner, not a child (SWI-SUP-04). Its reference,
 * {@code PF-} and the user id, is used wherever a record is named by its child's reference; nothing that looks for a
 * child finds it. Open to the practitioner, the supervisor and the line above, to nobody else.
 */
@Component
@Transactional(readOnly = true)
public class PractitionerFiles {

    /** The journey that goes on for as long as the person works here; others on the file come and go beside it. */
    public static final String SUPERVISION = "practitioner-supervision";

    private static final String FILE = "PF-";

    private final JdbcClient db;
    private final Directory directory;
    private final LineOfManagement line;
    private final WaitingPeople waiting;

    PractitionerFiles(JdbcClient db, Directory directory, LineOfManagement line, WaitingPeople waiting) {
        this.waiting = waiting;
        this.db = db;
        this.directory = directory;
        this.line = line;
    }

    /** Whether the reference is that of a practitioner's file, and no child's. */
    public static boolean isFile(String ref) {
        return ref != null && ref.startsWith(FILE);
    }

    /** User id of the practitioner whose file it is; null for a child's reference. */
    public static String practitionerOf(String ref) {
        return isFile(ref) ? ref.substring(FILE.length()) : null;
    }

    public static String refOf(String userId) {
        return FILE + userId;
    }

    /** How a sentence names whose record it is: "child C-1001", "practitioner sw.north". */
    public static String whose(String ref) {
        return isFile(ref) ? "practitioner " + practitionerOf(ref) : "child " + ref;
    }

    /**
     * Finds the file of a person who works here, or opens one.
     *
     * @return its reference
     */
    @Transactional
    public String open(String userId) {
        if (directory.person(userId).filter(Person::active).isEmpty()) {
            throw new BadInputProblem("Nobody works here with the user id " + userId + ".");
        }
        String ref = refOf(userId);
        db.sql("insert into pathways.record_subject (ref, practitioner) values (?, ?) on conflict do nothing")
                .params(ref, userId)
                .update();
        db.sql("insert into pathways.practitioner_file (ref) values (?) on conflict do nothing")
                .param(ref)
                .update();
        return ref;
    }

    /** User id of the present supervisor. */
    public Optional<String> supervisorOf(String ref) {
        return db.sql("select supervisor from pathways.practitioner_file where ref = ?")
                .param(ref)
                .query((row, i) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(found -> found);
    }

    /** Names who supervises the practitioner from now on; the one before can no longer read the file by this. */
    @Transactional
    public void nameSupervisor(String ref, String supervisor) {
        db.sql("update pathways.practitioner_file set supervisor = ? where ref = ?")
                .params(supervisor, ref)
                .update();
    }

    /** The files of those whom this person supervises. */
    public List<String> supervisedBy(String userId) {
        return db.sql("select ref from pathways.practitioner_file where supervisor = ? order by ref")
                .param(userId)
                .query(String.class)
                .list();
    }

    /** All files. */
    public List<String> all() {
        return db.sql("select ref from pathways.practitioner_file order by ref")
                .query(String.class)
                .list();
    }

    /** Supervisor and the line above the practitioner: those who manage the file. */
    public Set<String> managersOf(String ref) {
        Set<String> managers = new LinkedHashSet<>();
        supervisorOf(ref).ifPresent(managers::add);
        line.above(practitionerOf(ref)).forEach(person -> managers.add(person.userId()));
        managers.remove(practitionerOf(ref));
        return managers;
    }

    public boolean mayManage(String userId, String ref) {
        return isFile(ref) && comesIn(userId) && managersOf(ref).contains(userId);
    }

    /** Whether they work here, and nobody has still to confirm who logs in with their account. */
    private boolean comesIn(String userId) {
        return directory.person(userId).filter(Person::active).isPresent()
                && waiting.of(userId).filter(Waiting::ofTheAccount).isEmpty();
    }

    public boolean mayRead(String userId, String ref) {
        return mayManage(userId, ref) || (isFile(ref) && userId.equals(practitionerOf(ref)) && comesIn(userId));
    }

    /**
     * @throws NotAllowedProblem when the person who is logged in may not read the file, whether there is one or not
     */
    public void check(String ref) {
        if (!mayRead(directory.currentUser(), ref)) {
            throw new NotAllowedProblem("A supervision file is open to the practitioner, the supervisor and the line of"
                    + " managers above them, and to nobody else.");
        }
    }
}
