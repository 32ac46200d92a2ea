package uk.childpathways.chronology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.children.Journeys;
import uk.childpathways.forms.FormProblem;
import uk.childpathways.submissions.Questions;
import uk.childpathways.submissions.Submission;
import uk.childpathways.submissions.Submissions;

/**
 * A visit outside the plan counts wherever a visit counts: where one is due, it is the one that is due, if the child was
 * seen and the form of that visit accepts it. Its full record is then asked for as after any other visit.
 */
@Component
class UnplannedVisits {

    /** Under which the journeys keep that a visit was made, whoever asked for it. */
    private static final String MADE = "visit-made";

    private final DueVisits due;
    private final ChildsChronology chronology;
    private final Questions questions;
    private final Submissions submissions;
    private final Journeys journeys;
    private final JourneyEvents events;

    UnplannedVisits(
            DueVisits due,
            ChildsChronology chronology,
            Questions questions,
            Submissions submissions,
            Journeys journeys,
            JourneyEvents events) {
        this.due = due;
        this.chronology = chronology;
        this.questions = questions;
        this.submissions = submissions;
        this.journeys = journeys;
        this.events = events;
    }

    /**
     * What becomes of it.
     *
     * @param taskId the visit that was due and has been made by it; null where there is none
     * @param said a sentence for whoever recorded it; null where there is nothing to say
     */
    record Counted(String taskId, String said) {

        static final Counted NOTHING = new Counted(null, null);
    }

    /** Before anything is written: which visit it is. */
    Counted lookUp(WhatHappened happened, WhatHappened.OfChild child, String by) {
        if (!happened.isVisit()) {
            return Counted.NOTHING;
        }
        Optional<DueVisits.Due> open = due.of(child.ref(), by);
        // What was before the last visit, or on its day, is not the one that is due after it.
        boolean before = chronology
                .lastSeen(child.ref())
                .filter(seen -> !happened.on().first().isAfter(seen.on()))
                .isPresent();
        if (open.isEmpty() || before) {
            return Counted.NOTHING;
        }
        String stays = "The visit to " + child.ref() + " that is due stays open: ";
        if (child.seen() == null) {
            return new Counted(null, stays + "nobody sees a child who is not born yet. Say in its task how it went.");
        }
        if (!child.wasSeen()) {
            return new Counted(null, stays + "the child was not seen. Say so in its task, so that your manager hears.");
        }
        if (!open.get().theirs()) {
            return new Counted(null, stays + "it is with somebody else, who records it there.");
        }
        String taskId = open.get().taskId();
        List<FormProblem> refused = questions
                .ofTask(taskId)
                .map(question -> submissions
                        .check(new Submission(question, answers(happened, child), by, null))
                        .problems())
                .orElse(List.of());
        return refused.isEmpty() ? new Counted(taskId, null) : new Counted(null, stays + FormProblem.message(refused));
    }

    /** Counts it, in the transaction of the recording. */
    void count(WhatHappened happened, WhatHappened.OfChild child, Counted counted, UUID entry, String by) {
        if (counted.taskId() != null) {
            due.made(counted.taskId(), answers(happened, child), by);
        } else if (happened.isVisit() && child.wasSeen()) {
            journeys.running(child.ref()).stream()
                    .filter(journey -> !Journey.CASE_SUPERVISION.equals(journey.key()))
                    .forEach(journey -> events.record(
                            journey.id(),
                            child.ref(),
                            MADE,
                            happened.moment(),
                            happened.at() == null,
                            by,
                            // A step of its own: the next one is another visit and no correction of this.
                            new JourneyStep(
                                    journey.id(), child.ref(), null, null, WhatHappened.KIND + ":" + entry, null)));
        }
    }

    private static Map<String, Object> answers(WhatHappened happened, WhatHappened.OfChild child) {
        Map<String, Object> answers = new HashMap<>();
        answers.put("childSeen", child.seen());
        answers.put("visitedOn", happened.on().written());
        answers.put("announced", happened.announced());
        answers.put("seenAlone", child.alone());
        if (child.notAloneReason() != null) {
            answers.put("notAloneReason", child.notAloneReason());
        }
        answers.put("cannotWait", happened.event() == null ? "no" : WhatHappened.YES);
        return answers;
    }
}
