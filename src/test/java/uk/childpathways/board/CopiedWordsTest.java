package uk.childpathways.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The share of answers that are copied words (NEW-GEN-02a, B4)")
class CopiedWordsTest {

    private static CopiedWords.Answer answer(String ref, String name, String words) {
        return new CopiedWords.Answer(UUID.randomUUID(), words, ref, name);
    }

    private static CopiedWords.Share share(CopiedWords.Answer... answers) {
        return CopiedWords.share(Arrays.asList(answers));
    }

    @Test
    @DisplayName("the same words at two breaches are two copied answers, whatever their case, spaces and punctuation")
    void sameWords() {
        assertThat(share(
                        answer("C-1", "Leo Hart", "Worker was away; done now."),
                        answer("C-2", "Mia Rose", "  worker was AWAY -- done now"),
                        answer("C-3", "Sam Bell", "The school was closed.")))
                .isEqualTo(new CopiedWords.Share(3, 2));
    }

    @Test
    @DisplayName("a name or a reference put in another's place makes no other words")
    void names() {
        assertThat(share(
                        answer("C-1", "Leo Hart", "Leo was safe and seen. C-1 waited a week."),
                        answer("C-2", "Mia Rose", "Mia was safe and seen. C-2 waited a week.")))
                .isEqualTo(new CopiedWords.Share(2, 2));
    }

    @Test
    @DisplayName("a child's own words at the end make it another answer")
    void ownWords() {
        assertThat(share(
                        answer("C-1", "Leo Hart", "Sam was away. Leo missed his swimming."),
                        answer("C-2", "Mia Rose", "Sam was away. Mia saw nobody for two weeks.")))
                .isEqualTo(new CopiedWords.Share(2, 0));
    }

    @Test
    @DisplayName("one breach answered twice in the same words copies nothing: there is no other breach")
    void sameBreach() {
        UUID breach = UUID.randomUUID();
        assertThat(CopiedWords.share(List.of(
                        new CopiedWords.Answer(breach, "Done.", "C-1", "Leo"),
                        new CopiedWords.Answer(breach, "done", "C-1", "Leo"))))
                .isEqualTo(new CopiedWords.Share(2, 0));
    }

    @Test
    @DisplayName("no answers: no share; 2 of 3 are 67 percent, rounded")
    void percent() {
        assertThat(share().percent()).isNull();
        assertThat(new CopiedWords.Share(3, 2).percent()).isEqualTo(67);
        assertThat(new CopiedWords.Share(3, 0).percent()).isZero();
    }
}
