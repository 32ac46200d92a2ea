package uk.childpathways.modelling.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Shipped;
import uk.childpathways.standards.Standard;
import uk.childpathways.standards.Standards;
import uk.childpathways.standards.Timescale;
import uk.childpathways.testing.OurFiles;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Every word is known")
class KnownWordsTest {

    @Autowired
    ListableBeanFactory beans;

    @Autowired
    Expressions expressions;

    @Autowired
    Standards standards;

    private KnownWords words;
    private Shipped shipped;

    @BeforeAll
    void read() {
        shipped = OurFiles.shipped();
        Set<String> ids = standards.all().stream().map(Standard::id).collect(Collectors.toSet());
        Set<String> runsFrom = standards.all().stream()
                .flatMap(standard -> standard.timescales().stream())
                .map(Timescale::runsFrom)
                .collect(Collectors.toSet());
        words = new KnownWords(Contract.declared(beans), expressions, shipped, ids, runsFrom);
    }

    @Test
    @DisplayName("in all our models and forms")
    void ours() {
        assertThat(Stream.concat(
                        shipped.models().stream().flatMap(words::in),
                        shipped.forms().stream().flatMap(words::in)))
                .extracting(KnownWords.Unknown::text)
                .isEmpty();
    }

    @ParameterizedTest(name = "{1} in place of {0}: did you mean {2}?")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name=\"standard\" value=\"${signOff | name=\"standart\" value=\"${signOff | standard",
                "${escalateBreach} | ${escalateBreech} | escalateBreach",
                "deadlines.due(execution) | deadlines.dueOn(execution) | due",
                "people.group(execution, signOffRoles) | people.group(execution, &#39;team-manger&#39;) | team-manager",
                "people.group(execution, signOffRoles) | poeple.group(execution, signOffRoles) | people",
                "people.group(execution, signOffRoles) | people.group(signOffRoles) | ${people.group(execution",
            })
    void models(String right, String wrong, String nearest) throws IOException {
        String model = Files.readString(Path.of("processes/shared/management-sign-off.bpmn"));
        assertThat(model).contains(right);
        Model broken = Model.read(
                "broken.bpmn",
                new ByteArrayInputStream(model.replace(right, wrong).getBytes(StandardCharsets.UTF_8)));
        List<String> found =
                words.in(broken).map(KnownWords.Unknown::text).distinct().toList();
        assertThat(found).isNotEmpty().allSatisfy(text -> assertThat(text).contains(nearest));
    }

    @ParameterizedTest(name = "in the start list {1} in place of {0}: did you mean {2}?")
    @CsvSource({
        "name=\"startGroup\", name=\"startGruop\", startGroup",
        "name=\"startWords\", name=\"startWord\", startWords",
        "name=\"startGroup\" value=\"ask\", name=\"startGroup\" value=\"asks\", ask",
        "name=\"startGroup\" value=\"ask\", name=\"startGroup\" value=\"At risk\", at-risk",
        "name=\"startOrder\" value=\"1\", name=\"startOrder\" value=\"first\", whole number",
    })
    void startList(String right, String wrong, String nearest) throws IOException {
        String model = Files.readString(Path.of("processes/shared/declare-timescale.bpmn"));
        assertThat(model).contains(right);
        Model broken = Model.read(
                "broken.bpmn",
                new ByteArrayInputStream(model.replace(right, wrong).getBytes(StandardCharsets.UTF_8)));
        assertThat(words.in(broken).map(KnownWords.Unknown::text))
                .isNotEmpty()
                .anySatisfy(text -> assertThat(text).contains(nearest));
    }

    @ParameterizedTest(name = "{0} refused: did you mean {1}?")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type': 'datetime', 'properties': {'check': 'not-in-futur'} | 'not-in-future'",
                "'type': 'datetime', 'properties': {'event': 'icpc-hold'} | 'icpc-held'",
                "'type': 'select', 'properties': {'prefill': 'child.wroker'} | 'worker'",
                "'type': 'select', 'properties': {'keeps': 'true'} | 'keep'",
                "'type': 'select', 'valuesKey': 'workerOptions' | 'workersOptions'",
                "'type': 'text', 'text': '{{chid.ref}}' | 'child'",
            })
    void forms(String part, String nearest) {
        String json = "{'id': 'broken', 'components': [{'key': 'asked', " + part + "}]}";
        Form broken = Form.read(
                "broken.form", new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        assertThat(words.in(broken))
                .extracting(KnownWords.Unknown::text)
                .singleElement()
                .asString()
                .contains(nearest);
    }
}
