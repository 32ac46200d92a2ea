package uk.childpathways.submissions;

import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** A provider that is a set of names and a function. */
public record NamedPrefill(Set<String> names, BiConsumer<PrefillContext, Map<String, Object>> contribution)
        implements PrefillProvider {

    @Override
    public void contribute(PrefillContext context, Map<String, Object> values) {
        contribution.accept(context, values);
    }
}
