package uk.childpathways.vocabulary;

import java.util.Optional;

/**
 * Why the steps that are cancelled just now are not asked for any more: what a message that stops work says of it. The
 * reason holds for everything that the message stops, also through the messages that follow from it.
 */
public final class WithdrawalReason {

    private static final ThreadLocal<String> REASON = new ThreadLocal<>();

    private WithdrawalReason() {}

    /** Does this; what it cancels is withdrawn for that reason. Without one, the reason from outside holds. */
    public static void during(String reason, Runnable stopsWork) {
        String outside = REASON.get();
        REASON.set(reason == null ? outside : reason);
        try {
            stopsWork.run();
        } finally {
            if (outside == null) {
                REASON.remove();
            } else {
                REASON.set(outside);
            }
        }
    }

    public static Optional<String> now() {
        return Optional.ofNullable(REASON.get());
    }
}
