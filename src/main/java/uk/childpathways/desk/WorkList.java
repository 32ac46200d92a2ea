package uk.childpathways.desk;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.Place;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/** The lists of a manager's desk that gather one kind of work, whenever it is due. */
@ModelProperty(
        name = "workList",
        says = "The list of a manager's desk in which the task stands: `sign-off`, `allocate` or `answer`. Without it a"
                + " task that signs off, or decides about a document, stands in `sign-off`, and any other by its date.",
        value = ValueKind.CHOICE,
        choices = {"sign-off", "allocate", "answer"},
        on = {Place.USER_TASK},
        purpose = Purpose.DECIDE)
public enum WorkList {
    SIGN_OFF("sign-off", "To sign off or decide"),
    ALLOCATE("allocate", "To allocate"),
    ANSWER("answer", "To answer: missed timescales");

    private final String key;
    private final String heading;

    WorkList(String key, String heading) {
        this.key = key;
        this.heading = heading;
    }

    public String heading() {
        return heading;
    }

    /** By what the model says of the task; empty for work that stands in the lists by its date. */
    public static Optional<WorkList> of(Map<String, String> properties) {
        String named = properties.get("workList");
        if (named != null) {
            return Arrays.stream(values())
                    .filter(list -> list.key.equals(named))
                    .findFirst();
        }
        boolean decides = properties.containsKey("signsOff")
                || (properties.containsKey("oversight") && properties.containsKey("document"));
        return decides ? Optional.of(SIGN_OFF) : Optional.empty();
    }
}
