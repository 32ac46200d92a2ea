package uk.childpathways.children;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.childpathways.forms.AnswersRefused;
import uk.childpathways.people.PractitionerFiles;

/**
 * To whose record and to which journey a process belongs that has just started, and whether it opens a journey of its own.
 * A plain function of what the process says of itself: it changes nothing but the file that it asks to be opened.
 */
public final class JourneyOpening {

    /** A planned meeting as a start form's option names it: {@code <journey id>/<event>}. */
    private static final Pattern MEETING = Pattern.compile("([0-9a-fA-F-]{36})/[a-z0-9-]+-planned-for");

    private JourneyOpening() {}

    /**
     * What a started process says of itself.
     *
     * @param key process property {@code journey}: the pathway that it runs; null where it serves a journey, or none
     * @param about process property {@code about}: {@code practitioner} where it writes on a supervision file
     * @param childRef variable; null where it has to follow from the rest
     * @param journeyId variable; given to a called process and by a start form that asks for the journey
     * @param deadlineId variable; given by a start form that asks for the deadline
     * @param meeting answer of a start form that asks for a planned meeting
     * @param practitioner variable; user id of whom the start form names
     * @param handedOverFrom variable; the journey that handed over to this one
     */
    public record Started(
            String key,
            String about,
            String childRef,
            String journeyId,
            String deadlineId,
            String meeting,
            String practitioner,
            String handedOverFrom) {}

    /**
     * What follows from it.
     *
     * @param childRef whose record it is, a child's or a practitioner's file; null for nobody's
     * @param journeyId the journey it belongs to; null for none, or for one that is still to be opened
     * @param businessKey what the process instance is called by from now on; null where it keeps its own
     * @param opens the pathway of which a run is to be opened; null for none
     * @param handedOverFrom the journey that hands over to the one that is opened; null for none
     */
    public record Belonging(String childRef, UUID journeyId, String businessKey, String opens, UUID handedOverFrom) {}

    /** What must be looked up. */
    public interface Lookup {

        /** @throws uk.childpathways.web.NotFoundProblem when there is no such deadline */
        UUID journeyOfDeadline(UUID deadlineId);

        /** @throws uk.childpathways.web.NotFoundProblem when there is no such journey */
        Journey journey(UUID id);

        /** The journeys on a record that have not ended, oldest first. */
        List<Journey> running(String ref);

        /** The reference of the practitioner's file, which is opened if there is none; null asks for who acts now. */
        String fileOf(String practitioner);
    }

    /**
     * Where a started process belongs. Processes of the start list ask for one thing only, the journey, the deadline or
     * the planned meeting: child and key follow from it. One about a practitioner writes on the file of whom the start
     * form names, or of who starts it, and belongs to their running supervision.
     *
     * @throws AnswersRefused when it opens a journey and says for no child
     */
    public static Belonging of(Started started, Lookup lookup) {
        UUID journeyId = journeyNamedBy(started, lookup);
        String childRef = started.childRef();
        String businessKey = null;
        if (journeyId != null && childRef == null) {
            Journey journey = lookup.journey(journeyId);
            childRef = journey.childRef();
            businessKey = businessKey(journey.key(), childRef);
        }
        if (childRef == null && "practitioner".equals(started.about())) {
            childRef = lookup.fileOf(started.practitioner());
            if (started.key() == null) {
                journeyId = lookup.running(childRef).stream()
                        .filter(journey -> PractitionerFiles.SUPERVISION.equals(journey.key()))
                        .findFirst()
                        .map(Journey::id)
                        .orElse(null);
                businessKey = journeyId == null ? null : businessKey(PractitionerFiles.SUPERVISION, childRef);
            }
        }
        if (started.key() == null || journeyId != null) {
            return new Belonging(childRef, journeyId, businessKey, null, null);
        }
        if (childRef == null) {
            throw new AnswersRefused("A journey is about one child: give the child's reference as 'childRef'.");
        }
        return new Belonging(
                childRef,
                null,
                businessKey(started.key(), childRef),
                started.key(),
                started.handedOverFrom() == null ? null : UUID.fromString(started.handedOverFrom()));
    }

    private static UUID journeyNamedBy(Started started, Lookup lookup) {
        if (started.journeyId() != null) {
            return UUID.fromString(started.journeyId());
        }
        if (started.deadlineId() != null) {
            return lookup.journeyOfDeadline(UUID.fromString(started.deadlineId()));
        }
        Matcher meeting = MEETING.matcher(String.valueOf(started.meeting()));
        return meeting.matches() ? UUID.fromString(meeting.group(1)) : null;
    }

    private static String businessKey(String journeyKey, String ref) {
        return journeyKey + ":" + ref;
    }

    /**
     * The journey to which something belongs that was recorded for a child outside of any: the only one that runs. Case
     * supervision does not count, as it runs beside the pathways of every child.
     */
    public static Optional<UUID> only(List<Journey> running) {
        List<UUID> pathways = running.stream()
                .filter(journey -> !Journey.CASE_SUPERVISION.equals(journey.key()))
                .map(Journey::id)
                .toList();
        return pathways.size() == 1 ? Optional.of(pathways.get(0)) : Optional.empty();
    }
}
