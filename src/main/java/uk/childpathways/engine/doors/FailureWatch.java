package uk.childpathways.engine.doors;

import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.core.FeatureContext;
import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;

/**
 * Keeps with the request what failed while the engine answered it. The engine's own answer has only its message left.
 * Found by Jersey in every application of the engine (META-INF/services), hence public.
 */
public final class FailureWatch implements ForcedAutoDiscoverable, ApplicationEventListener {

    private static final String FAILURE = FailureWatch.class.getName();

    @Override
    public void configure(FeatureContext context) {
        if (!context.getConfiguration().isRegistered(FailureWatch.class)) {
            context.register(this);
        }
    }

    @Override
    public void onEvent(ApplicationEvent event) {
        // Only requests are watched.
    }

    @Override
    public RequestEventListener onRequest(RequestEvent starting) {
        return event -> {
            if (event.getType() == RequestEvent.Type.ON_EXCEPTION && event.getException() != null) {
                event.getContainerRequest().setProperty(FAILURE, event.getException());
            }
        };
    }

    static void note(ServletRequest request, Throwable failure) {
        request.setAttribute(FAILURE, failure);
    }

    /** Null where nothing failed, or the answer was a refusal from the start. */
    static Throwable failureOf(ServletRequest request) {
        return (Throwable) request.getAttribute(FAILURE);
    }
}
