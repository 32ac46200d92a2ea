package uk.childpathways.administration;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import uk.childpathways.notices.Notice;
import uk.childpathways.notices.Notifications;
import uk.childpathways.people.Confirmations;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.PlaceAsked;
import uk.childpathways.people.PlaceDecided;
import uk.childpathways.people.Team;
import uk.childpathways.people.TeamMaintenance;
import uk.childpathways.people.TeamMove;
import uk.childpathways.people.TeamMoves;
import uk.childpathways.people.Waiting;

/** What waits for a second person is before those who can confirm it in the same moment, and before the person. */
@Component
class ConfirmationNotices {

    private final Notifications notifications;
    private final Confirmations confirmations;
    private final Directory directory;
    private final TeamMoves moves;
    private final TeamMaintenance services;

    ConfirmationNotices(
            Notifications notifications,
            Confirmations confirmations,
            Directory directory,
            TeamMoves moves,
            TeamMaintenance services) {
        this.notifications = notifications;
        this.confirmations = confirmations;
        this.directory = directory;
        this.moves = moves;
        this.services = services;
    }

    @EventListener
    void asked(PlaceAsked event) {
        Waiting waiting = event.waiting();
        String name = directory.nameOf(waiting.userId());
        String askedBy = names(waiting.askedBy());
        List<String> second =
                confirmations.secondPeople(waiting).stream().map(Person::userId).toList();
        if (!second.isEmpty()) {
            tell(
                    name + " waits for your confirmation",
                    name + " " + waiting.why() + ". Asked for by " + askedBy + ".\nUntil one of you confirms it at"
                            + " /people/confirmations, " + name + " opens no record by it. Confirm only whom you"
                            + " know to work here in this role, and who has told you that the log-in is theirs;"
                            + " refuse what you did not expect.",
                    second);
        }
        tell(
                "Your access waits for a second person",
                name + " " + waiting.why()
                        + ". Until a second person has confirmed that, you open no child's record by it."
                        + " Asked for by " + askedBy + ". It can be confirmed by "
                        + (second.isEmpty() ? "nobody here at present" : names(second))
                        + ". If you did not expect this, tell your manager at once.",
                List.of(waiting.userId()));
    }

    @EventListener
    void decided(PlaceDecided event) {
        Waiting waiting = event.waiting();
        String name = directory.nameOf(waiting.userId());
        String by = directory.nameOf(event.by());
        List<String> whom = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(waiting.userId()), waiting.askedBy().stream())
                .toList();
        tell(
                name + (event.confirmed() ? " is confirmed" : " is not confirmed"),
                event.confirmed()
                        ? by + " has confirmed it: what was asked for " + name + " is in force. Log in anew to see it."
                        : by + " has refused what was asked for " + name + ": " + event.reason(),
                whom);
    }

    @EventListener
    void teamAsked(TeamMove.Asked event) {
        TeamMove move = event.move();
        List<String> second =
                moves.secondPeople(move).stream().map(Person::userId).toList();
        if (!second.isEmpty()) {
            String team = nameOf(move.team());
            tell(
                    team + " is to go to another service, and waits for your confirmation",
                    team + " is to go from " + services.nameOfService(move.from()) + " to "
                            + services.nameOfService(move.to())
                            + ". Asked for by " + names(move.askedBy()) + ".\nOnce one of you confirms it at"
                            + " /people/confirmations, those who answer there open the records of the team's children."
                            + " Until then the team stays. Refuse what you did not expect.",
                    second);
        }
    }

    @EventListener
    void teamDecided(TeamMove.Decided event) {
        String team = nameOf(event.move().team());
        String by = directory.nameOf(event.by());
        tell(
                team + (event.confirmed() ? " has gone to another service" : " stays in its service"),
                event.confirmed()
                        ? by + " has confirmed it: " + team + " belongs to "
                                + services.nameOfService(event.move().to()) + " now."
                        : by + " has refused that " + team + " goes to "
                                + services.nameOfService(event.move().to()) + ": " + event.reason(),
                event.move().askedBy());
    }

    private String nameOf(String team) {
        return directory.teamById(team).map(Team::name).orElse(team);
    }

    private void tell(String subject, String text, List<String> recipients) {
        notifications.tell(Notice.now(
                "second-person:" + UUID.randomUUID(), null, null, "second-person", subject, text, recipients));
    }

    private String names(List<String> userIds) {
        return userIds.stream().map(directory::nameOf).collect(Collectors.joining(", "));
    }
}
