package uk.childpathways.submissions;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.SharedDocuments;
import uk.childpathways.forms.FormDefinition;

/**
 * A list of recipients on a form (custom property {@code records="shared-documents"}) leaves one record for each row:
 * who, how, when, in which language. The document is the form that the caller named in the variable {@code
 * documentForm}.
 */
@Component
class RecipientsPrefill {

    private final SharedDocuments documents;

    RecipientsPrefill(SharedDocuments documents) {
        this.documents = documents;
    }

    @EventListener
    void on(AnswersRecorded recorded) {
        FormDefinition form = recorded.question().form();
        if (form == null) {
            return;
        }
        form.lists()
                .filter(list -> list.words("records").contains("shared-documents"))
                .filter(list -> recorded.entry().answers().get(list.path()) instanceof List<?>)
                .flatMap(list -> ((List<?>) recorded.entry().answers().get(list.path())).stream())
                .filter(Map.class::isInstance)
                .forEach(row -> record(recorded, (Map<?, ?>) row));
    }

    private void record(AnswersRecorded recorded, Map<?, ?> row) {
        ChronologyEntry entry = recorded.entry();
        Object document = recorded.question().variable("documentForm");
        documents.record(new SharedDocuments.Shared(
                UUID.randomUUID(),
                entry.childRef(),
                entry.journeyId(),
                document == null ? entry.formId() : document.toString(),
                text(row, "who").orElse("not said"),
                text(row, "kind").orElse(null),
                text(row, "format").orElse("not said"),
                text(row, "receivedOn")
                        .map(day -> LocalDate.parse(day.substring(0, 10)))
                        .orElse(null),
                text(row, "language").orElse(null),
                text(row, "notSharedReason").orElse(null),
                entry.by(),
                entry.at(),
                entry.id()));
    }

    private static Optional<String> text(Map<?, ?> row, String key) {
        return Optional.ofNullable(row.get(key)).map(Object::toString).filter(text -> !text.isBlank());
    }
}
