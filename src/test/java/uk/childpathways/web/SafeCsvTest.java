package uk.childpathways.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A table for a spreadsheet holds text and no formulas")
class SafeCsvTest {

    private static String written(String cell) {
        return SafeCsv.write(List.of("a"), List.of(List.of(cell)));
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(
            strings = {
                "=1+1",
                "+44 1632 960001",
                "-1",
                "@SUM(A1)",
                "|x",
                "%x",
                "＝1+1",
                "＋1",
                "－1",
                "＠SUM(A1)",
                "｜x",
                "％x",
                "\t=1",
                "\r=1",
                "\n=1",
                " =1",
                "\t ＝1",
                "\u00A0=1",
                "\u3000＝1",
                "\u200B=1",
                "\uFEFF=1",
                "\u0001=1",
                "\ttext",
                "\rtext"
            })
    @DisplayName("what a program could take for a formula, also in wide signs or behind what is not seen, is led by an"
            + " apostrophe, which reading takes away")
    void formulas(String cell) {
        assertThat(written(cell)).contains("'" + cell);
        assertThat(SafeCsv.read("'" + cell)).isEqualTo(cell);
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(strings = {"", "Amara Okafor", "a=b", "1-2", "sw.north@pathways.example", " two words", "'quoted'"})
    @DisplayName("everything else is written as it is")
    void text(String cell) {
        assertThat(written(cell))
                .contains(cell)
                .doesNotContain("'" + cell + "'")
                .doesNotContain("''");
        assertThat(SafeCsv.read(cell)).isEqualTo(cell);
    }
}
