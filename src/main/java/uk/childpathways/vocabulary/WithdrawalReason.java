package uk.childpathways.vocabulary;

import java.util.Optional;

/**
 * Why the steps that are being cancelled are no longer needed: the reason given by the message that stops the work. The
 * reason holds for everything that the message stops, also through the messages that follow from it.
 */
public final class WithdrawalReason {

    private static final ThreadLocal<String> REASON = new ThreadLocal<>();

    private WithdrawalReason() {}

    /** Runs the work; what it cancels is withdrawn for that reason. Without one, the reason of the surrounding call holds. */
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
