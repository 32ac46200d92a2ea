package uk.childpathways.chronology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import uk.childpathways.children.Children;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.forms.FormProblem;
import uk.childpathways.notices.Notice;
import uk.childpathways.notices.Notifications;
import uk.childpathways.notices.Recipients;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Role;
import uk.childpathways.submissions.Question;
import uk.childpathways.submissions.Questions;
import uk.childpathways.submissions.Submission;
import uk.childpathways.submissions.Submissions;

/**
 * A significant event reaches the manager, whoever recorded it and wherever the child stands (SWI-COL-04a): by its own
 * process where the child has a journey that can deal with it, otherwise by a notice.
 */
@Component
class SignificantEvents {

    private static final String CHANGED = "eventKind";

    /** Which field of ours answers which question of the form. */
    private static final Map<String, String> FIELDS = Map.of(
            "happenedOn",
            "on",
            "riskToChild",
            "risk",
            CHANGED,
            "changed",
            "eventDetail",
            "what",
            "safetyMeanwhile",
            "safety");

    private final ReportedEvents events;
    private final Questions questions;
    private final Submissions submissions;
    private final Journeys journeys;
    private final Notifications notifications;
    private final Directory directory;
    private final Children children;

    SignificantEvents(
            ReportedEvents events,
            Questions questions,
            Submissions submissions,
            Journeys journeys,
            Notifications notifications,
            Directory directory,
            Children children) {
        this.events = events;
        this.questions = questions;
        this.submissions = submissions;
        this.journeys = journeys;
        this.notifications = notifications;
        this.directory = directory;
        this.children = children;
    }

    /** What can have changed, as the form in force offers it. */
    Map<String, String> choices() {
        Map<String, String> choices = new LinkedHashMap<>();
        form().flatMap(question -> question.form().field(CHANGED)).ifPresent(field -> choices.putAll(field.labels()));
        return choices;
    }

    /** What the form of significant events would refuse, at our fields. */
    Map<String, String> problems(WhatHappened happened, String by) {
        Map<String, String> problems = new LinkedHashMap<>();
        for (WhatHappened.OfChild child : happened.children()) {
            report(happened, child, by)
                    .map(answers -> new Submission(form().orElseThrow(), answers, by, null))
                    .map(given -> submissions.check(given).problems())
                    .orElse(List.of())
                    .forEach(problem -> problems.put(field(problem, child), problem.sentence()));
        }
        return problems;
    }

    private static String field(FormProblem problem, WhatHappened.OfChild child) {
        return "childView".equals(problem.path())
                ? "words-" + child.ref()
                : FIELDS.getOrDefault(problem.path(), "weight");
    }

    /**
     * Tells whoever must know; in the transaction of the recording.
     *
     * @return the process instance that deals with it; empty where a notice went out
     */
    Optional<String> tell(WhatHappened happened, WhatHappened.OfChild child, UUID recording, String by) {
        Optional<Map<String, Object>> report = report(happened, child, by);
        if (report.isPresent()) {
            return report.map(answers -> events.report(answers, by));
        }
        String risk = WhatHappened.YES.equals(happened.event().risk()) ? " It may put the child at risk." : "";
        notifications.tell(Notice.now(
                "significant-event-recorded:" + recording + ":" + child.ref(),
                child.ref(),
                null,
                "significant-event",
                child.ref() + ": a significant event was recorded",
                directory.nameOf(by) + " recorded a significant event for child " + child.ref() + "." + risk
                        + " No journey of the child deals with it: please open the chronology, and decide what follows.",
                recipients(child.ref())));
        return Optional.empty();
    }

    /** For whoever recorded it, where the child has no journey in which somebody would have a task for it. */
    static String nobodyDealsWithIt(WhatHappened.OfChild child, WhatHappened.Significant event) {
        return "No journey of " + child.ref()
                + " is open that could deal with this, so nobody has a task for it. The team's"
                + " manager has a notice."
                + (WhatHappened.YES.equals(event.risk())
                        ? " It may put the child at risk: speak to your manager now, and begin an S47 enquiry or a contact at"
                                + " the front door from the child's page."
                        : " If something has to follow, begin it from the child's page.");
    }

    private List<String> recipients(String ref) {
        List<String> recipients = new ArrayList<>(List.of(Recipients.recipient(Role.TEAM_MANAGER.key(), ref)));
        children.find(ref).map(found -> found.allocatedWorker()).ifPresent(recipients::add);
        return recipients;
    }

    /** Empty where the child has no journey that could deal with it, or the person may not begin one. */
    private Optional<Map<String, Object>> report(WhatHappened happened, WhatHappened.OfChild child, String by) {
        return events.mayReport(by)
                ? journeys.running(child.ref()).stream()
                        .filter(journey -> !Journey.CASE_SUPERVISION.equals(journey.key()))
                        .max(Comparator.comparing(Journey::openedAt))
                        .map(journey -> answers(happened, child, journey))
                : Optional.empty();
    }

    private static Map<String, Object> answers(WhatHappened happened, WhatHappened.OfChild child, Journey journey) {
        Map<String, Object> answers = new HashMap<>();
        answers.put("journeyId", journey.id().toString());
        answers.put("happenedOn", happened.on().written());
        answers.put("riskToChild", happened.event().risk());
        answers.put(CHANGED, happened.event().changed());
        answers.put("eventDetail", happened.what());
        answers.put("childView", child.words());
        if (happened.event().safety() != null) {
            answers.put("safetyMeanwhile", happened.event().safety());
        }
        return answers;
    }

    private Optional<Question> form() {
        return questions.ofStart(ReportedEvents.PROCESS).filter(question -> question.form() != null);
    }
}
