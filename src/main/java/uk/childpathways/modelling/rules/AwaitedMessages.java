package uk.childpathways.modelling.rules;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import uk.childpathways.modelling.Shipped;

/** Which of the messages that cases wait for come from nowhere. */
public final class AwaitedMessages {

    private AwaitedMessages() {}

    /** Those that no flow in force sends and the application does not either. */
    public static Set<String> neverSent(Shipped inForce, Collection<String> messages) {
        Set<String> never = new TreeSet<>(messages);
        never.removeAll(StandingStill.sentBy(inForce.models()));
        never.removeIf(StandingStill::comesFromTheApplication);
        return never;
    }
}
