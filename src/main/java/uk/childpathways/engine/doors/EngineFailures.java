package uk.childpathways.engine.doors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.glassfish.jersey.server.internal.process.MappableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import uk.childpathways.engine.submission.OwnWork;
import uk.childpathways.forms.AnswersRefused;
import uk.childpathways.web.Problem;
import uk.childpathways.web.RequestFailures;

/**
 * What the engine refused or could not do, in a sentence for whoever asked, by the kind of what happened. No class,
 * statement or number of the engine's is told to anybody; what is a fault of this application is in its log.
 */
@Component
class EngineFailures {

    private static final Logger LOG = LoggerFactory.getLogger(EngineFailures.class);

    private static final String NOT_ALLOWED = "Not allowed";
    private static final String NOT_ACCEPTED = "Not accepted";
    private static final String NOT_KNOWN = "Not known";

    private static final Map<Integer, Said> BY_STATUS = Map.of(
            401,
            new Said(401, "Not logged in", "Log in first."),
            403,
            new Said(403, NOT_ALLOWED, "You have no right to do or see this. Who gave you the task can help."),
            404,
            new Said(
                    404, NOT_KNOWN, "There is nothing here: it does not exist, it is over, or it is not yours to see."),
            405,
            new Said(405, NOT_ALLOWED, "This cannot be asked in this way (GET, POST …) at this address."),
            406,
            new Said(406, NOT_ACCEPTED, "This is answered as JSON only: ask with the header Accept: application/json."),
            409,
            new Said(
                    409,
                    "Not possible as things stand",
                    "Somebody else changed this at the same moment, so nothing of yours was recorded. Open it again."),
            413,
            new Said(413, "Too large", "More was sent than can be taken."),
            415,
            new Said(415, "Not JSON", "Send JSON here, with the header Content-Type: application/json."));

    private final ObjectMapper json;

    EngineFailures(ObjectMapper json) {
        this.json = json;
    }

    Said said(HttpServletRequest request, String operation, HeldAnswer answer) {
        Throwable failure = FailureWatch.failureOf(request);
        int status = answer.getStatus();
        List<Throwable> chain = chainOf(failure);
        if (!chain.isEmpty()) {
            Optional<Said> ours = ours(chain);
            if (ours.isPresent()) {
                return ours.get();
            }
            Optional<Said> known = known(chain, operation, answer);
            if (known.isPresent()) {
                return known.get();
            }
        }
        Said byStatus = BY_STATUS.get(status);
        if (byStatus != null) {
            return byStatus;
        }
        if (status < 500) {
            return new Said(
                    status, NOT_ACCEPTED, "What was sent is not what belongs here: check its fields and values.");
        }
        LOG.error("The engine could not answer {} {}", request.getMethod(), operation, failure);
        return new Said(
                status,
                "Something went wrong here",
                "This is a fault of the application, not of what was sent. Nothing was changed; the log says more.");
    }

    private static List<Throwable> chainOf(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = failure; t != null && chain.size() < 20; t = t.getCause()) {
            if (!(t instanceof MappableException)) {
                chain.add(t);
            }
        }
        return chain;
    }

    /** A refusal of ours, with its sentence. */
    private static Optional<Said> ours(List<Throwable> chain) {
        for (Throwable t : chain) {
            if (t instanceof Problem problem) {
                return Optional.of(new Said(problem.status().value(), problem.title(), problem.getMessage()));
            }
            if (t instanceof AnswersRefused) {
                return Optional.of(new Said(400, NOT_ACCEPTED, t.getMessage()));
            }
            if (t instanceof WebApplicationException web
                    && t.getClass().getName().startsWith("uk.childpathways.")) {
                int status = web.getResponse().getStatus();
                Said kind = BY_STATUS.get(status);
                return Optional.of(new Said(status, kind == null ? NOT_ACCEPTED : kind.title(), t.getMessage()));
            }
        }
        return Optional.empty();
    }

    private Optional<Said> known(List<Throwable> chain, String operation, HeldAnswer answer) {
        if (chain.get(0) instanceof JsonProcessingException) {
            return Optional.of(
                    new Said(400, NOT_ACCEPTED, "What was sent is JSON, but not what belongs here: check its fields."));
        }
        // Completing and starting runs our own steps: what they miss is our fault, and no mistake of who asked.
        if (failsOnTheQuestion(chain.get(0)) || asksWhatCannotBeAsked(chain.get(0))) {
            return Optional.of(new Said(
                    400, NOT_ACCEPTED, "The question that was sent is not of the shape it needs: check its values."));
        }
        boolean ourSteps = SentBodies.isSubmission(operation);
        if (!ourSteps && looksForWhatIsNotThere(chain.get(0))) {
            return Optional.of(BY_STATUS.get(404));
        }
        for (Throwable t : chain) {
            if (t instanceof OwnWork) {
                return Optional.of(new Said(403, NOT_ALLOWED, t.getMessage()));
            }
            if (t instanceof AuthorizationException) {
                return Optional.of(BY_STATUS.get(403));
            }
            if (t instanceof OptimisticLockingException) {
                return Optional.of(BY_STATUS.get(409));
            }
            if (t instanceof TaskAlreadyClaimedException) {
                return Optional.of(new Said(
                        409,
                        BY_STATUS.get(409).title(),
                        "Somebody else has taken this task already. Look at the list again."));
            }
            if (t instanceof SuspendedEntityInteractionException) {
                return Optional.of(new Said(
                        409,
                        BY_STATUS.get(409).title(),
                        "This rests for the moment: nobody can work on it until it goes on."));
            }
            if (t instanceof ParseException) {
                return Optional.of(deployment(t, answer));
            }
            if (!ourSteps && (t instanceof NotFoundException || t instanceof NullValueException)) {
                return Optional.of(BY_STATUS.get(404));
            }
            if (!ourSteps && (t instanceof NotValidException || t instanceof BadUserRequestException)) {
                return Optional.of(
                        operation.startsWith("/deployment")
                                ? deployment(t, answer)
                                : new Said(
                                        400,
                                        NOT_ACCEPTED,
                                        "What was asked cannot be done: check the values that were sent."));
            }
            if (t instanceof SQLException sql) {
                Optional<RequestFailures.Kind> kind = RequestFailures.kindOf(sql);
                if (kind.isPresent()) {
                    return kind.map(k -> new Said(k.status().value(), k.title(), k.sentence()));
                }
            }
        }
        return Optional.empty();
    }

    /** The engine's REST interface takes what was sent for what it expects, and fails in reading where it is not. */
    private static boolean failsOnTheQuestion(Throwable failure) {
        return (failure instanceof NullPointerException
                        || failure instanceof ClassCastException
                        || failure instanceof IllegalArgumentException)
                && thrownIn(failure).startsWith("org.camunda.bpm.engine.rest.dto.");
    }

    /** A query with parts that do not go together: the engine says so with its most general failure. */
    private static boolean asksWhatCannotBeAsked(Throwable failure) {
        return (failure.getClass() == ProcessEngineException.class || failure instanceof IllegalArgumentException)
                && thrownIn(failure).matches("org\\.camunda\\.bpm\\.engine\\.impl\\.\\w*Quer\\w*");
    }

    /** Some of the engine's commands look up a task and take it for found. */
    private static boolean looksForWhatIsNotThere(Throwable failure) {
        return failure instanceof NullPointerException && thrownIn(failure).startsWith("org.camunda.bpm.engine.impl.");
    }

    /** The class in which it happened, behind the language's own. */
    private static String thrownIn(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
                .findFirst()
                .orElse("");
    }

    /** A file that cannot be deployed: its owner must be told where it is wrong, in the engine's words. */
    private Said deployment(Throwable failure, HeldAnswer answer) {
        JsonNode told = null;
        try {
            told = json.readTree(answer.keptBack());
        } catch (IOException e) {
            // Without the places, then.
        }
        String sentence =
                failure.getMessage() == null ? "" : failure.getMessage().replaceAll("^ENGINE-\\d+ ", "");
        return new Said(
                400,
                NOT_ACCEPTED,
                sentence.isBlank() ? "This cannot be deployed." : sentence,
                told == null || !told.hasNonNull("details") ? null : told.get("details"));
    }
}
