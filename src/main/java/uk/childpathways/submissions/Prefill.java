package uk.childpathways.submissions;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.function.SingletonSupplier;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.EntriesForReaders;
import uk.childpathways.forms.FormCheck;
import uk.childpathways.forms.FormDefinition;
import uk.childpathways.forms.FormField;

/**
 * Prefills forms: values known already are not asked again, and nothing of an earlier visit or round comes back by
 * accident. What a field starts with is set by its custom property {@code prefill}; only in rework the author
 * finds all of their own answers.
 */
@Component
@Transactional(readOnly = true)
public class Prefill {

    private static final String LAST = "last.";
    private static final String LAST_OF_CHILD = "child.last.";

    private final Supplier<List<PrefillProvider>> providers;
    private final Chronology chronology;
    private final EntriesForReaders entries;
    private final ChildrenToOpen mine;
    private final CaseFilledIn filledIn;

    Prefill(
            ObjectProvider<PrefillProvider> providers,
            Chronology chronology,
            EntriesForReaders entries,
            ChildrenToOpen mine,
            CaseFilledIn filledIn) {
        this.filledIn = filledIn;
        this.entries = entries;
        this.mine = mine;
        this.providers = SingletonSupplier.of(() -> providers.orderedStream().toList());
        this.chronology = chronology;
    }

    /** What a form opens with: the values it mentions, and the answers with which its fields start. */
    public Map<String, Object> toOpen(PrefillContext context) {
        FormDefinition form = context.question().form();
        // Whoever may not open the record is shown nothing of it, even in a task that they hold.
        if (form == null || closed(context)) {
            return Map.of();
        }
        Map<String, Object> values = values(context, form.words());
        form.topLevelAnswers()
                .forEach(f -> f.property("prefill")
                        .map(path -> at(path, values, context))
                        .filter(v -> !FormCheck.isMissing(v))
                        .ifPresent(v -> values.put(f.key(), v)));
        form.lists()
                .forEach(f -> f.property("prefill")
                        .map(path -> at(path, values, context))
                        .filter(List.class::isInstance)
                        .ifPresent(v -> values.put(f.path(), rows(f, (List<?>) v))));
        if (context.from() != null && context.childRef() == null) {
            filledIn.into(form, context.from(), values);
        }
        if (context.question().isRework() && context.journeyId() != null) {
            chronology
                    .latest(context.journeyId(), form.id())
                    .map(entries::shown)
                    .ifPresent(e -> ownAnswers(form, e, values));
        }
        return values;
    }

    /** Whether the record that the form is about is closed to the person who opens the form. */
    boolean closed(PrefillContext context) {
        return mine.closed(context.userId(), context.childRef());
    }

    /** What a form's conditions and option lists may name while the answers are checked. */
    public Map<String, Object> toCheck(PrefillContext context) {
        FormDefinition form = context.question().form();
        return form == null ? Map.of() : values(context, form.wordsOfRules());
    }

    /** Rows with what the list asks and nothing else: an answer to a question it does not ask would be refused. */
    private static List<?> rows(FormField list, List<?> known) {
        Set<String> asked = new HashSet<>();
        keys(list.children(), asked);
        return known.stream()
                .map(row -> {
                    if (!(row instanceof Map<?, ?> answers)) {
                        return row;
                    }
                    Map<Object, Object> kept = new LinkedHashMap<>(answers);
                    kept.keySet().removeIf(key -> !asked.contains(String.valueOf(key)));
                    return kept;
                })
                .toList();
    }

    private static void keys(List<FormField> fields, Set<String> keys) {
        fields.forEach(f -> {
            if (f.isList()) {
                keys.add(f.path());
            } else if (f.asks()) {
                keys.add(f.key());
            } else {
                keys(f.children(), keys);
            }
        });
    }

    private Map<String, Object> values(PrefillContext context, Set<String> mentioned) {
        Map<String, Object> values = new LinkedHashMap<>();
        providers.get().forEach(provider -> {
            Set<String> wanted = new HashSet<>(provider.names());
            wanted.retainAll(mentioned);
            if (!wanted.isEmpty()) {
                provider.contribute(context, values);
            }
        });
        return values;
    }

    private static void ownAnswers(FormDefinition form, ChronologyEntry earlier, Map<String, Object> values) {
        form.names().forEach(name -> {
            Object answer = earlier.answers().get(name);
            if (answer != null) {
                values.put(name, answer);
            }
        });
    }

    /** The first of the paths that leads to something: the visit to the child, or the talk with the midwife. */
    private Object at(String paths, Map<String, Object> values, PrefillContext context) {
        for (String path : paths.trim().split("\\s+")) {
            Object value = one(path, values, context);
            if (!FormCheck.isMissing(value)) {
                return value;
            }
        }
        return null;
    }

    private Object one(String path, Map<String, Object> values, PrefillContext context) {
        if (path.startsWith(LAST_OF_CHILD)) {
            String child = context.childRef();
            return answer(
                    path.substring(LAST_OF_CHILD.length()),
                    form -> child == null
                            ? Optional.empty()
                            : chronology.latestOfChild(child, form).map(entries::shown));
        }
        if (path.startsWith(LAST)) {
            UUID journey = context.journeyId();
            return answer(
                    path.substring(LAST.length()),
                    form -> journey == null
                            ? Optional.empty()
                            : chronology.latest(journey, form).map(entries::shown));
        }
        return follow(values, path);
    }

    private static Object answer(String formAndAnswer, Function<String, Optional<ChronologyEntry>> entryOf) {
        String[] parts = formAndAnswer.split("\\.", 2);
        return parts.length < 2
                ? null
                : entryOf.apply(parts[0])
                        .map(entry -> follow(entry.answers(), parts[1]))
                        .orElse(null);
    }

    private static Object follow(Object from, String path) {
        Object value = from;
        for (String step : path.split("\\.")) {
            value = value instanceof Map<?, ?> m ? m.get(step) : null;
        }
        return value;
    }
}
