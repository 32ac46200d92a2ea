package uk.childpathways.oversight;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.data.domain.Pageable;
import org.springframework.data.web.PageableDefault;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.web.Paged;

@RestController
@RequestMapping("/api/children/{ref}")
@Tag(name = "Oversight", description = "What managers decided about a child, why, and what follows.")
class OversightApi {

    /** An entry with its agreed actions as they stand now. */
    record EntryView(OversightEntry entry, List<AgreedAction> agreedActions) {}

    private final ChildAccess access;
    private final Oversight oversight;
    private final AgreedActions actions;

    OversightApi(ChildAccess access, Oversight oversight, AgreedActions actions) {
        this.access = access;
        this.oversight = oversight;
        this.actions = actions;
    }

    @GetMapping("/oversight")
    @Operation(summary = "The child's oversight record, newest first")
    Paged<EntryView> oversight(@PathVariable String ref, @ParameterObject @PageableDefault(size = 50) Pageable page) {
        access.check(ref);
        return Paged.of(oversight.of(ref, page), entry -> new EntryView(entry, actions.of(entry.id())));
    }

    @GetMapping("/actions")
    @Operation(summary = "Agreed actions that are still to be done, most urgent first")
    List<AgreedAction> actions(@PathVariable String ref) {
        access.check(ref);
        return actions.openFor(ref);
    }
}
