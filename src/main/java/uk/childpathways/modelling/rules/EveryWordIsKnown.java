package uk.childpathways.modelling.rules;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.childpathways.modelling.words.KnownWords;

/** Whatever a model or form says is declared, and stands where it is read: what is misspelt is said with the nearest word. */
final class EveryWordIsKnown {

    private EveryWordIsKnown() {}

    static List<Rule> rules() {
        return List.of(Rule.refuse("every word is known", EveryWordIsKnown::unknown));
    }

    private static Stream<Finding> unknown(Subject subject) {
        Set<String> runsFrom = subject.timescales().stream()
                .map(row -> row.outputs().get("runsFrom"))
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .collect(Collectors.toSet());
        KnownWords words = new KnownWords(
                subject.words().contract(),
                subject.words().expressions(),
                subject.all(),
                subject.standards(),
                runsFrom);
        return Stream.concat(
                subject.changed().models().stream()
                        .flatMap(words::in)
                        .map(found -> Finding.at(found.model(), found.element(), found.text())),
                subject.changed().forms().stream()
                        .flatMap(words::in)
                        .map(found -> Finding.at(found.form(), found.part(), found.text())));
    }
}
