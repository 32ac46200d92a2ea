package uk.childpathways.engine.access;

import java.util.List;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;

/**
 * Rights are looked up for all groups of whoever asks. The engine first reads from all rights there are which groups have
 * any, in every command: with many open tasks that costs more than the question itself, and every group of ours has some.
 */
public class OwnGroups implements SessionFactory {

    @Override
    public Class<?> getSessionType() {
        return AuthorizationManager.class;
    }

    @Override
    public Session openSession() {
        return new AuthorizationManager() {
            @Override
            public List<String> filterAuthenticatedGroupIds(List<String> groups) {
                return groups == null ? List.of() : groups;
            }
        };
    }
}
