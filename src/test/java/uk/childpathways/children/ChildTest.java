package uk.childpathways.children;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A child's age in words")
class ChildTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 4, 2);

    @Test
    @DisplayName("weeks for the newborn, months for the baby, years from two")
    void ages() {
        assertThat(born(TODAY.minusDays(9)).ageTextOn(TODAY)).isEqualTo("1 week");
        assertThat(born(TODAY.minusMonths(4)).ageTextOn(TODAY)).isEqualTo("4 months");
        assertThat(born(LocalDate.of(2024, 4, 3)).ageTextOn(TODAY)).isEqualTo("23 months");
        assertThat(born(LocalDate.of(2024, 4, 2)).ageTextOn(TODAY)).isEqualTo("2 years");
        assertThat(born(LocalDate.of(2010, 4, 3)).ageOn(TODAY)).isEqualTo(15);
    }

    @Test
    @DisplayName("an unborn child is said to be so, with the expected date")
    void unborn() {
        Child unborn = new Child("C-1", "Baby", null, LocalDate.of(2026, 6, 11), null, "north", null, null, false);
        assertThat(unborn.unborn()).isTrue();
        assertThat(unborn.ageTextOn(TODAY)).isEqualTo("unborn, expected 11 June 2026");
    }

    @Test
    @DisplayName(
            "a birthday is counted from the date of birth, before birth from the expected date; of 29 February from"
                    + " 1 March")
    void birthdays() {
        assertThat(born(LocalDate.of(2010, 7, 1)).birthday(16)).isEqualTo("2026-07-01");
        assertThat(born(LocalDate.of(2008, 2, 29)).birthday(18)).isEqualTo("2026-03-01");
        assertThat(born(LocalDate.of(2008, 2, 29)).ageOn(LocalDate.of(2026, 2, 28)))
                .isEqualTo(17);
        assertThat(born(LocalDate.of(2008, 2, 29)).birthday(16)).isEqualTo("2024-02-29");
        Child unborn = new Child("C-1", "Baby", null, LocalDate.of(2026, 6, 11), null, "north", null, null, false);
        assertThat(unborn.birthday(5)).isEqualTo("2031-06-11");
    }

    private static Child born(LocalDate day) {
        return new Child("C-1", "Child", day, null, null, "north", null, null, false);
    }
}
