package uk.childpathways.children;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Children who may be one and the same")
class AlikeChildrenTest {

    @ParameterizedTest(name = "Amelia Hart, born 3 May 2016, and {0}, {1}: {2}")
    @CsvSource({
        "Amelia Hart, 2016-05-03, true",
        "'HART, Amélia', 2016-05-03, true",
        "Amelia Rose Hart, 2016-05-03, true",
        "Amelia, 2016-05-03, true",
        "Amalie Hart, 2016-05-03, true",
        "Amilya Hart, 2016-05-03, true",
        "Amelie Hurd, 2016-05-03, false",
        "Noah Hart, 2016-05-03, false",
        "Amelia Hart, 2016-03-05, true",
        "Amelia Hart, 2017-05-03, true",
        "Amelia Hart, 2016-05-13, true",
        "Amelia Hart, 2016-06-03, true",
        "Amelia Hart, 2017-05-13, false",
        "Amalia Hart, 2016-05-13, false",
        "'', 2016-05-03, false"
    })
    void alike(String name, LocalDate born, boolean alike) {
        LocalDate day = LocalDate.parse("2016-05-03");
        assertThat(AlikeChildren.alike("Amelia Hart", day, name, born)).isEqualTo(alike);
        assertThat(AlikeChildren.alike(name, born, "Amelia Hart", day))
                .as("whichever was first")
                .isEqualTo(alike);
    }
}
