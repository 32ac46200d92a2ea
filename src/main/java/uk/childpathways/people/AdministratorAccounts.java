package uk.childpathways.people;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.audit.AuditKind;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.audit.Change;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotAllowedProblem;
import uk.childpathways.web.NotFoundProblem;

/**
 * Accounts that administer the installation and are no person of the directory, such as the first administrator: who they
 * are, their name and e-mail, and their end. They never become a person, and one administrator always stays.
 */
@Component
@Transactional
public class AdministratorAccounts {

    private final StaffAdministration staff;
    private final DirectoryMaintenance maintenance;
    private final Directory directory;
    private final LoginAccounts accounts;
    private final PersonRules rules;
    private final PersonRepository people;
    private final AuditTrail trail;
    private final SecureRandom random = new SecureRandom();

    AdministratorAccounts(
            StaffAdministration staff,
            DirectoryMaintenance maintenance,
            Directory directory,
            LoginAccounts accounts,
            PersonRules rules,
            PersonRepository people,
            AuditTrail trail) {
        this.staff = staff;
        this.maintenance = maintenance;
        this.directory = directory;
        this.accounts = accounts;
        this.rules = rules;
        this.people = people;
        this.trail = trail;
    }

    /** Those who are no person, by user id. */
    @Transactional(readOnly = true)
    public List<LoginAccounts.Account> all() {
        return accounts.administrators().stream()
                .filter(userId -> directory.person(userId).isEmpty())
                .sorted()
                .map(accounts::account)
                .flatMap(Optional::stream)
                .toList();
    }

    /** @throws NotFoundProblem for everybody else, people included */
    @Transactional(readOnly = true)
    public LoginAccounts.Account account(String userId) {
        return all().stream()
                .filter(account -> account.userId().equals(userId))
                .findFirst()
                .orElseThrow(() -> new NotFoundProblem(
                        "There is no account '" + userId + "' that administers this installation and is no person."));
    }

    /** What stands against this name and address, a sentence for each field. */
    @Transactional(readOnly = true)
    public Map<String, String> problems(String userId, String name, String email) {
        Map<String, String> problems = new LinkedHashMap<>();
        Map<String, String> found = rules.problems(
                new Person(userId, name, java.util.Set.of(), null, null, email, null, false, false, true));
        List.of("name", "email").stream()
                .filter(found::containsKey)
                .forEach(field -> problems.put(field, found.get(field)));
        if (email != null && !problems.containsKey("email")) {
            people.withEmail(email, userId).stream()
                    .findFirst()
                    .ifPresent(other -> problems.put(
                            "email",
                            "This is the e-mail address of " + other + ". Give the account an address of its own."));
        }
        return problems;
    }

    /** @throws BadInputProblem with everything that stands against it */
    public void put(String userId, String name, String email) {
        alone();
        LoginAccounts.Account before = account(userId);
        Map<String, String> problems = problems(userId, name, email);
        if (!problems.isEmpty()) {
            throw new BadInputProblem(String.join(" ", problems.values()));
        }
        accounts.put(userId, name, email, null);
        Map<String, Object> was = new TreeMap<>();
        Map<String, Object> is = new TreeMap<>();
        differs("name", before.name(), name, was, is);
        differs("email", before.email(), email, was, is);
        if (!is.isEmpty()) {
            trail.keep(
                    Change.of(AuditKind.PERSON, "changed", userId).before(was).after(is));
        }
    }

    private static void differs(
            String field, String before, String after, Map<String, Object> was, Map<String, Object> is) {
        if (!Objects.equals(before, after)) {
            was.put(field, before);
            is.put(field, after);
        }
    }

    /**
     * Ends an account: no right and no password that anybody knows is left to it. It is not deleted, since the next start
     * would make the first administrator anew.
     *
     * @throws NotAllowedProblem about oneself
     * @throws BadInputProblem about the last administrator, and without a reason
     */
    public void end(String userId, String reason) {
        alone();
        account(userId);
        if (userId.equals(directory.currentUser())) {
            throw new NotAllowedProblem("Nobody ends their own account. Another administrator can.");
        }
        if (reason == null || reason.isBlank()) {
            throw new BadInputProblem("Say why the account ends: it stands on the trail.");
        }
        if (accounts.administrators().size() == 1) {
            throw new BadInputProblem(
                    "This is the last administrator: without one nobody could be put in any more. Make somebody else an"
                            + " administrator first.");
        }
        accounts.setAdministrator(userId, false);
        byte[] bytes = new byte[48];
        random.nextBytes(bytes);
        accounts.setPassword(userId, Base64.getUrlEncoder().encodeToString(bytes));
        trail.keep(Change.of(AuditKind.ROLE, "role taken", userId)
                .before(Map.of("role", "administrator"))
                .because(reason.trim()));
    }

    private void alone() {
        staff.checkMayMaintain();
        maintenance.oneAtATime();
        staff.checkMayMaintain();
    }
}
