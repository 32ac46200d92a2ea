package uk.childpathways.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.standards.TimescaleRow;
import uk.childpathways.standards.Weight;

@DisplayName("A table of timescales that is older than the column of weights")
class ShippedTimescalesTest {

    private final ShippedTimescales shipped = new ShippedTimescales();

    private Weight weight(String standard) {
        TimescaleRow row = new TimescaleRow(
                1,
                standard,
                null,
                Map.of("name", "It is done", "amount", 5, "unit", "working-days", "runsFrom", "step-begun"),
                null);
        return shipped.weighed(row).read().timescale().orElseThrow().weight();
    }

    @Test
    @DisplayName("works as it is: our standards have the weight of our tables, a council's own are good practice")
    void works() {
        assertThat(weight("child-visited-on-plan")).isEqualTo(Weight.SAFETY);
        assertThat(weight("icpc-held")).isEqualTo(Weight.STATUTORY);
        assertThat(weight("message-answered")).isEqualTo(Weight.OFFICE);
        assertThat(weight("panel-of-ours-held")).isEqualTo(Weight.GOOD_PRACTICE);
    }
}
