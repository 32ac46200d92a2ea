package uk.childpathways.submissions;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.childpathways.calendar.Days;
import uk.childpathways.children.AlikeChildren;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.forms.AnswerCheck;
import uk.childpathways.forms.NamedCheck;
import uk.childpathways.people.Directory;

/** One child, one record: asked before a child is put on record. */
@Configuration(proxyBeanMethods = false)
class OneRecordCheck {

    /**
     * {@code no-second-record}, on the name of a child who is to be put on record: nobody known here is alike by the answers
     * {@code bornOn} or {@code expectedOn}, unless {@code anotherChild} says how one knows that it is somebody else. Of a
     * record that is closed to the person nothing is said.
     */
    @Bean
    AnswerCheck noSecondRecord(AlikeChildren alike, ChildrenToOpen open, Directory directory) {
        return new NamedCheck(
                "no-second-record",
                "The name of a child whom nobody known here resembles by name and day of birth (answers `bornOn`,"
                        + " `expectedOn`), unless the answer `anotherChild` says how one knows that it is somebody else.",
                (answer, none) -> {
                    String another = answer.beside("anotherChild").text();
                    Optional<LocalDate> born = answer.beside("bornOn")
                            .date()
                            .or(() -> answer.beside("expectedOn").date());
                    if (!another.isBlank() || born.isEmpty()) {
                        return Optional.empty();
                    }
                    List<Child> known = alike.to(answer.text(), born.get()).stream()
                            .filter(child -> !open.closed(directory.currentUser(), child.ref()))
                            .toList();
                    return known.isEmpty()
                            ? Optional.empty()
                            : Optional.of("may be a child who is known here: "
                                    + known.stream().map(OneRecordCheck::shown).collect(Collectors.joining("; "))
                                    + ". If it is the same child, record the contact for them. If it is another, say"
                                    + " below how you know");
                });
    }

    /** {@code unknown-reference}: no child has this reference yet. */
    @Bean
    AnswerCheck unknownReference(Children children) {
        return new NamedCheck(
                "unknown-reference",
                "A reference of letters, digits, '.', '-' and '_' that no child has yet.",
                (answer, none) -> !answer.text().strip().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
                        ? Optional.of("is made of letters, digits, '.', '-' and '_'")
                        : children.meant(answer.text())
                                .map(known -> "belongs to a child already. Look up the reference in the case system"));
    }

    private static String shown(Child child) {
        return child.ref() + ", " + child.name() + ", " + (child.unborn() ? "expected " : "born ")
                + Days.SHORT.day(child.bornOrExpectedOn());
    }
}
