package uk.childpathways.breaches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.people.Cover;
import uk.childpathways.people.Directory;
import uk.childpathways.people.EarlyHelp;
import uk.childpathways.people.LineOfManagement;
import uk.childpathways.people.Role;

@Label("Who answers for a missed timescale, in any staff, against the rule read plainly (SWI-COL-05, NEW-GEN-02b)")
class LadderPropertyTest {

    /** From the bottom up. */
    private static final List<String> RUNGS = List.of("team-manager", "service-manager", "head-of-service", "director");

    /** The line of those who scrutinise, from the bottom up: beside the service's from the service manager up. */
    private static final List<String> SCRUTINY =
            List.of("safeguarding-manager", "safeguarding-manager", "head-of-safeguarding", "director");

    /** Whom a standard may name to answer: a rung, somebody outside the line, or nobody that is known. */
    private static final List<String> NAMED = List.of(
            "team-manager",
            "service-manager",
            "head-of-service",
            "director",
            "cp-chair",
            "iro",
            "safeguarding-manager",
            "head-of-safeguarding",
            "of-no-such-role");

    private static final List<String> PEOPLE = List.of("anna", "ben", "cara", "dev");

    private static final List<String> GROUPS = List.of(
            "team-managers-north",
            "service-managers",
            "heads-of-service",
            "directors",
            "social-workers-north",
            "cp-chairs",
            "iros",
            "safeguarding-managers");

    /**
     * A staff and a late piece of work.
     *
     * @param roles what each person is
     * @param able who stands behind each group today
     * @param owners who held the work: people or groups
     */
    record Late(String named, Map<String, Set<String>> roles, Map<String, Set<String>> able, List<String> owners) {}

    private Late late;
    private final Ladder ladder = ladder();
    private final Deadline deadline =
            mock(Deadline.class, withSettings().stubOnly().defaultAnswer(asked -> late.named()));

    private Ladder ladder() {
        Directory directory = mock(Directory.class, withSettings().stubOnly());
        when(directory.rolesOf(anyString()))
                .thenAnswer(asked -> late.roles().getOrDefault(asked.getArgument(0), Set.of()));
        Cover cover = mock(Cover.class, withSettings().stubOnly());
        when(cover.ableInGroup(any())).thenAnswer(asked -> late.able().getOrDefault(asked.getArgument(0), Set.of()));
        return new Ladder(
                directory,
                mock(LineOfManagement.class, withSettings().stubOnly().defaultAnswer(CALLS_REAL_METHODS)),
                cover,
                mock(EarlyHelp.class, withSettings().stubOnly()));
    }

    @Property(tries = 5000)
    @Label("nobody answers to themselves, as far as there is somebody above them")
    void whoAnswers(@ForAll("lates") Late drawn) {
        late = drawn;

        String answers = ladder.whoAnswers(deadline, late.owners());

        assertThat(answers).isEqualTo(plainly());
        if (!answers.equals("director")) {
            assertThat(late.owners())
                    .noneMatch(owner ->
                            late.roles().getOrDefault(owner, Set.of()).contains(answers) || ofTheTeam(owner, answers));
        }
    }

    @Property(tries = 2000)
    @Label("after a silence the rung that the model names is asked, or the one above who was asked first; nobody below,"
            + " and after the director nobody")
    void next(@ForAll("lates") Late drawn, @ForAll("rungs") String named) {
        late = drawn;
        String first = ladder.whoAnswers(deadline, late.owners());
        Assume.that(RUNGS.contains(first) || SCRUTINY.contains(first));
        Breach breach = mock(Breach.class, withSettings().stubOnly().defaultAnswer(asked -> first));

        Optional<String> next = ladder.next(Role.of(named), breach).map(Role::key);

        List<String> line = RUNGS.contains(first) ? RUNGS : SCRUTINY;
        int expected = Math.max(RUNGS.indexOf(named), line.lastIndexOf(first) + 1);
        assertThat(next).isEqualTo(first.equals("director") ? Optional.empty() : Optional.of(line.get(expected)));
    }

    /**
     * Upwards from the rung that is named (the service manager where it is none), past everybody who is late and past those
     * whose manager is; in the other line where all who are late scrutinise.
     */
    private String plainly() {
        String at = NAMED.indexOf(late.named()) == NAMED.size() - 1 ? "service-manager" : late.named();
        if (!late.owners().isEmpty() && late.owners().stream().allMatch(this::scrutinises) && !SCRUTINY.contains(at)) {
            at = SCRUTINY.get(Math.max(0, RUNGS.indexOf(at)));
        }
        while (!at.equals("director")) {
            String rung = at;
            boolean holds = false;
            Set<String> behindGroups = new HashSet<>();
            for (String owner : late.owners()) {
                holds |= owner.equals(groupOf(rung)) || ofTheTeam(owner, rung);
                holds |= late.roles().getOrDefault(owner, Set.of()).contains(rung);
                behindGroups.addAll(late.able().getOrDefault(owner, Set.of()));
            }
            long elsewhere = behindGroups.stream()
                    .filter(person ->
                            !late.roles().getOrDefault(person, Set.of()).contains(rung))
                    .count();
            holds |= !behindGroups.isEmpty() && elsewhere == 0;
            for (String higher : above(rung)) {
                for (String owner : late.owners()) {
                    holds |= late.roles().getOrDefault(owner, Set.of()).contains(higher);
                }
            }
            if (!holds) return at;
            at = RUNGS.contains(at)
                    ? RUNGS.get(RUNGS.indexOf(at) + 1)
                    : SCRUTINY.contains(at) ? SCRUTINY.get(SCRUTINY.lastIndexOf(at) + 1) : SCRUTINY.get(0);
        }
        return at;
    }

    /** The rungs above this one: nobody answers for their own manager. */
    private static List<String> above(String rung) {
        if (RUNGS.contains(rung)) return RUNGS.subList(RUNGS.indexOf(rung) + 1, RUNGS.size());
        return SCRUTINY.subList(SCRUTINY.lastIndexOf(rung) + 1, SCRUTINY.size());
    }

    private boolean scrutinises(String owner) {
        Set<String> scrutiny = Set.of("cp-chair", "iro", "safeguarding-manager", "head-of-safeguarding");
        return scrutiny.stream().anyMatch(role -> owner.equals(groupOf(role)))
                || late.roles().getOrDefault(owner, Set.of()).stream().anyMatch(scrutiny::contains);
    }

    /** The list of the managers of one team: the only rung that has a list for each team. */
    private static boolean ofTheTeam(String owner, String rung) {
        return rung.equals("team-manager") && owner.equals("team-managers-north");
    }

    private static String groupOf(String role) {
        return switch (role) {
            case "head-of-safeguarding" -> "heads-of-safeguarding";
            case "head-of-service" -> "heads-of-service";
            case "iro" -> "iros";
            default -> role + "s";
        };
    }

    @Provide
    Arbitrary<String> rungs() {
        return Arbitraries.of("head-of-service", "director");
    }

    @Provide
    Arbitrary<Late> lates() {
        Arbitrary<Map<String, Set<String>>> roles = Arbitraries.maps(
                        Arbitraries.of(PEOPLE), Arbitraries.of(NAMED).set().ofMaxSize(2))
                .ofMaxSize(PEOPLE.size())
                .map(LadderPropertyTest::known);
        Arbitrary<Map<String, Set<String>>> able = Arbitraries.maps(
                        Arbitraries.of(GROUPS), Arbitraries.of(PEOPLE).set().ofMaxSize(2))
                .ofMaxSize(GROUPS.size());
        Arbitrary<List<String>> owners = Arbitraries.oneOf(Arbitraries.of(PEOPLE), Arbitraries.of(GROUPS))
                .list()
                .ofMaxSize(3);
        return Combinators.combine(Arbitraries.of(NAMED), roles, able, owners).as(Late::new);
    }

    private static Map<String, Set<String>> known(Map<String, Set<String>> roles) {
        return roles.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> each.getValue().stream()
                                .filter(role -> Role.find(role).isPresent())
                                .collect(Collectors.toSet())));
    }
}
