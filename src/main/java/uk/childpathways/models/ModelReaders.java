package uk.childpathways.models;

import org.springframework.stereotype.Component;
import uk.childpathways.people.Directory;
import uk.childpathways.people.LoginAccounts;
import uk.childpathways.people.Role;
import uk.childpathways.web.NotAllowedProblem;

/** Who sees the versions of models and what stands still, and who may do something about it. */
@Component
public class ModelReaders {

    private static final String REFUSED =
            "Flows, forms and tables are kept by the process owner and the administrator: ask them.";

    private final Directory directory;
    private final LoginAccounts accounts;

    ModelReaders(Directory directory, LoginAccounts accounts) {
        this.directory = directory;
        this.accounts = accounts;
    }

    /** @return user id of whoever reads */
    public String reads() {
        String user = directory.currentUser();
        if (!mayRead(user)) {
            throw new NotAllowedProblem("Flows, forms and tables are seen by process owner, standards lead and"
                    + " administrator: ask them.");
        }
        return user;
    }

    public boolean mayRead(String user) {
        return mayDeploy(user) || directory.hasRole(user, Role.STANDARDS_LEAD);
    }

    /** @return user id of whoever deploys */
    public String deploys() {
        String user = directory.currentUser();
        if (!mayDeploy(user)) {
            throw new NotAllowedProblem(REFUSED);
        }
        return user;
    }

    public boolean mayDeploy(String user) {
        return directory.hasRole(user, Role.PROCESS_OWNER) || accounts.administrator(user);
    }
}
