package uk.childpathways.models;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.web.NotFoundProblem;

@RestController
@RequestMapping("/api/models")
@Tag(name = "Models", description = "Versions of flows, tables and forms; an earlier one is put back in force")
class ModelsApi {

    /** @param seen the version that was in force when whoever asks looked; left out, it is not compared */
    record Back(String reason, Integer seen) {}

    private final DeployedModels deployed;
    private final PutBackInForce back;
    private final ModelReaders readers;

    ModelsApi(DeployedModels deployed, PutBackInForce back, ModelReaders readers) {
        this.deployed = deployed;
        this.back = back;
        this.readers = readers;
    }

    @GetMapping("/{kind}/{key}")
    @Operation(summary = "All versions, the newest first: that one is in force")
    List<ModelVersion> versions(@PathVariable String kind, @PathVariable String key) {
        readers.reads();
        return deployed.versions(kind(kind), key);
    }

    @PostMapping("/{kind}/{key}/versions/{number}/put-back")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Deploys an earlier version again, under the same rules; all versions stay")
    ModelVersion putBack(
            @PathVariable String kind, @PathVariable String key, @PathVariable String number, @RequestBody Back asked) {
        return back.putBack(kind(kind), key, version(key, number), asked.seen(), asked.reason());
    }

    @PostMapping("/deployments/{id}/take-back")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Puts back in force what held before a deployment, all of it together; all versions stay")
    List<ModelVersion> takeBack(@PathVariable String id, @RequestBody Back asked) {
        return back.takeBack(id, asked.reason());
    }

    private static int version(String key, String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw new NotFoundProblem("There is no version '" + number + "' of '" + key + "'.");
        }
    }

    static ModelKind kind(String word) {
        return ModelKind.of(word)
                .orElseThrow(() -> new NotFoundProblem(
                        "There are flows, tables and forms: flow, table or form stands" + " in the address."));
    }
}
