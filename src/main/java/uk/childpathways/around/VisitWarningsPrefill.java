package uk.childpathways.around;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import uk.childpathways.submissions.PrefillContext;
import uk.childpathways.submissions.PrefillProvider;
import uk.childpathways.vocabulary.contract.FormFact;

/** Shows whoever visits what they must know before. */
@Component
@FormFact(
        name = "visitWarnings",
        says = "What whoever visits the child must know before, from the people around the child; not there for none.")
class VisitWarningsPrefill implements PrefillProvider {

    private final AroundChild around;

    VisitWarningsPrefill(AroundChild around) {
        this.around = around;
    }

    @Override
    public Set<String> names() {
        return Set.of("visitWarnings");
    }

    @Override
    public void contribute(PrefillContext context, Map<String, Object> values) {
        if (context.childRef() != null) {
            String warnings = around.of(context.childRef()).warnings().stream()
                    .map(VisitWarning::inWords)
                    .collect(Collectors.joining("; "));
            if (!warnings.isEmpty()) {
                values.put("visitWarnings", warnings);
            }
        }
    }
}
