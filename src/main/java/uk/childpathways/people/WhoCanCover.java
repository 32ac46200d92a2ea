package uk.childpathways.people;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who can take whose place: somebody whose own roles can hold that work, of the same service. With the place come the
 * children's records, so nobody else is named, whoever says so.
 */
final class WhoCanCover {

    private WhoCanCover() {}

    /**
     * Why a colleague cannot, as the rest of a sentence; empty if they can.
     *
     * @param serviceOfAway of the person away, by themselves or their team; null for every service
     * @param serviceOfCover of the one who would cover
     */
    static Optional<String> whyNot(Person away, String serviceOfAway, Person covers, String serviceOfCover) {
        if (serviceOfAway != null && serviceOfCover != null && !serviceOfAway.equals(serviceOfCover)) {
            return Optional.of("must work in the same service");
        }
        return away.roles().stream()
                .map(Role::of)
                .flatMap(role -> whyNot(role, covers).stream())
                .findFirst();
    }

    private static Optional<String> whyNot(Role role, Person covers) {
        boolean manages = rolesOf(covers).anyMatch(Role::manager);
        if (covers.hasRole(role) && role != Role.SOCIAL_WORKER) {
            return Optional.empty();
        }
        return switch (role) {
            case IRO, CP_CHAIR ->
                when(
                        !any(covers, Role.IRO, Role.CP_CHAIR),
                        "must be another reviewing officer or conference chair: they are independent of the line of"
                                + " management");
            case SOCIAL_WORKER ->
                when(
                        !covers.registered() || !manages && !any(covers, Role.SOCIAL_WORKER),
                        "must be a registered social worker of the teams, or a manager who is one");
            case PERSONAL_ADVISER, EARLY_HELP_PRACTITIONER ->
                when(
                        !manages && !any(covers, Role.SOCIAL_WORKER),
                        "must be another " + role.words() + ", a social worker or a manager");
            case PROCESS_OWNER, STANDARDS_LEAD -> Optional.of("must be another " + role.words());
            default ->
                when(
                        !manages,
                        role.manager()
                                ? "must be a manager: decisions and sign-offs come with it"
                                : "must be a manager or another " + role.words());
        };
    }

    private static Stream<Role> rolesOf(Person person) {
        return person.roles().stream().map(Role::of);
    }

    private static boolean any(Person person, Role... roles) {
        return Arrays.stream(roles).anyMatch(person::hasRole);
    }

    private static Optional<String> when(boolean wrong, String reason) {
        return wrong ? Optional.of(reason) : Optional.empty();
    }
}
