package uk.childpathways.submissions;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.childpathways.forms.Answer;
import uk.childpathways.forms.AnswerCheck;
import uk.childpathways.forms.FormField;
import uk.childpathways.forms.NamedCheck;
import uk.childpathways.vocabulary.contract.ValueKind;

/** Checks of lists against what else the same form says. */
@Configuration(proxyBeanMethods = false)
class ListChecks {

    private static final String WHAT = "what";

    /**
     * {@code gaps-of:carerInformation}, on a list whose rows choose a {@code what}: each thing that the checklist leaves
     * unticked has a row, so that nothing is missing without somebody who sees to it.
     */
    @Bean
    AnswerCheck gapsOf() {
        return new NamedCheck(
                "gaps-of",
                "Each choice of the rows' `what` that this checklist leaves unticked has a row of its own, and no row is"
                        + " about what is ticked: `gaps-of:papers`.",
                ValueKind.TEXT,
                (answer, checklist) -> {
                    FormField what = answer.field().children().stream()
                            .filter(field -> WHAT.equals(field.key()))
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("The list '"
                                    + answer.field().id() + "' is checked for gaps and its rows choose no '" + WHAT
                                    + "'."));
                    List<String> ticked = answer.row().get(checklist) instanceof Collection<?> chosen
                            ? chosen.stream().map(String::valueOf).toList()
                            : List.of();
                    List<String> named = answer.rows().stream()
                            .flatMap(row -> Stream.ofNullable(row.get(WHAT)).map(String::valueOf))
                            .toList();
                    List<String> open = what.options().stream()
                            .filter(option -> !ticked.contains(option) && !named.contains(option))
                            .toList();
                    List<String> both = named.stream().filter(ticked::contains).toList();
                    if (!open.isEmpty()) {
                        return Optional.of("needs a row for each thing that is not ticked above: " + words(open));
                    }
                    return both.isEmpty()
                            ? Optional.empty()
                            : Optional.of("names what is ticked above: " + words(both));
                });
    }

    /** {@code everybody-present}: whoever was at the meeting stands in one of the rows (RUT-CIN-06b). */
    @Bean
    AnswerCheck everybodyPresent() {
        return new NamedCheck(
                "everybody-present",
                "Whoever was present at the meeting whose record or plan is shared stands in one of the rows.",
                (answer, none) -> {
                    Set<String> named = answer.rows().stream()
                            .flatMap(row -> Stream.ofNullable(row.get("who")).map(ListChecks::name))
                            .collect(Collectors.toSet());
                    List<String> left = present(answer)
                            .filter(who -> !named.contains(name(who)))
                            .toList();
                    return left.isEmpty()
                            ? Optional.empty()
                            : Optional.of("leaves out who was present: " + String.join(", ", left)
                                    + ". Each has a copy, or a reason why not");
                });
    }

    private static Stream<String> present(Answer answer) {
        return answer.context().values().get(PresentAtMeeting.FACT) instanceof Collection<?> rows
                ? rows.stream().filter(Map.class::isInstance).map(row -> String.valueOf(((Map<?, ?>) row).get("who")))
                : Stream.empty();
    }

    private static String name(Object who) {
        return who.toString().strip().toLowerCase(Locale.UK);
    }

    private static String words(List<String> values) {
        return values.stream()
                .map(value -> value.replace('-', ' '))
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }
}
