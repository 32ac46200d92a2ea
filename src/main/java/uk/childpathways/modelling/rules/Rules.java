package uk.childpathways.modelling.rules;

import java.util.List;
import java.util.stream.Stream;

/** All rules, in the order in which a model is read. */
public final class Rules {

    private Rules() {}

    public static List<Rule> all() {
        return Stream.of(
                        Names.rules(),
                        StartList.rules(),
                        Tasks.rules(),
                        OwnStandard.rules(),
                        Clocks.rules(),
                        Labels.rules(),
                        Standards.rules(),
                        Limits.rules(),
                        Delegates.rules(),
                        KnownParts.rules(),
                        WhoseCase.rules(),
                        WhoOpens.rules(),
                        WhoIsNamed.rules(),
                        EveryWordIsKnown.rules(),
                        Flows.rules(),
                        ParallelPaths.rules(),
                        Rounds.rules(),
                        StandingStill.rules(),
                        Calls.rules(),
                        Drawing.rules(),
                        SignOffs.rules(),
                        Forms.rules(),
                        KnownAnswers.rules(),
                        Changes.rules())
                .flatMap(List::stream)
                .toList();
    }

    /** Those that keep the server from running what a file brings with it: what breaks one is not judged further. */
    static List<Rule> ofSafety() {
        return Stream.of(KnownParts.rules(), Rounds.rules(), Forms.ofSafety())
                .flatMap(List::stream)
                .toList();
    }

    /** Those that our build can ask: all but comparisons with a version in force. */
    public static List<Rule> ofOurBuild() {
        return all().stream()
                .filter(rule -> rule.scope() != Rule.Scope.DEPLOYMENTS && rule.scope() != Rule.Scope.PERSONS)
                .toList();
    }
}
