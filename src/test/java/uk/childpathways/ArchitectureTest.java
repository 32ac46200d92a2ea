package uk.childpathways;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import uk.childpathways.vocabulary.ModelVocabulary;

/** The walls of the house, each with its reason. */
@AnalyzeClasses(packages = "uk.childpathways", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule engineTypesStayInFewRooms = noClasses()
            .that()
            .resideOutsideOfPackages("..engine..", "..modelling..", "..vocabulary..")
            .and()
            .areNotAnnotatedWith(ModelVocabulary.class)
            .should(dependOnClassesThat(resideInAPackage("org.camunda.bpm..")))
            .because("the engine will be changed one day (Camunda 7 ended with 7.24): only the rooms engine and"
                    + " modelling, and the words that models speak, know it");

    @ArchTest
    static final ArchRule implementationOnlyInEngine = noClasses()
            .that()
            .resideOutsideOfPackage("..engine..")
            .should(dependOnClassesThat(resideInAPackage("org.camunda.bpm.engine.impl..")))
            .because("the engine's implementation changes between releases and forks");

    @ArchTest
    static final ArchRule calendarIsPure = noClasses()
            .that()
            .resideInAPackage("..calendar..")
            .should(dependOnClassesThat(resideInAnyPackage(
                    "org.springframework..", "org.camunda..", "jakarta..", "java.sql..", "java.net..")))
            .because("a safeguarding date is arithmetic: it needs no framework, database or network");

    @ArchTest
    static final ArchRule oneClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .because("engine, deadlines and pages must stand at the same time, also in rehearsal: ask the Clock");

    @ArchTest
    static final ArchRule daysAreSpeltInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("..calendar..")
            .should()
            .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
            .orShould()
            .callMethod(DateTimeFormatter.class, "ofPattern", String.class, Locale.class)
            .orShould(dependOnClassesThat(assignableTo(DateTimeFormatterBuilder.class)))
            .orShould(dependOnClassesThat(assignableTo(SimpleDateFormat.class)))
            .because("one day had thirteen spellings: Days has one for a sentence, one for what is on record and one"
                    + " for a table; machines read the JDK's ISO formats");

    @ArchTest
    static final ArchRule oneZone = noClasses()
            .that()
            .resideOutsideOfPackage("..calendar..")
            .should()
            .callMethod(ZoneId.class, "of", String.class)
            .orShould()
            .callMethod(ZoneId.class, "systemDefault")
            .because("days are counted in England, whatever the zone of the machine: England.ZONE");

    @ArchTest
    static final ArchRule namedByCapability = noClasses()
            .should()
            .resideInAnyPackage(
                    "..delegates..",
                    "..delegate..",
                    "..listeners..",
                    "..listener..",
                    "..entities..",
                    "..entity..",
                    "..utils..",
                    "..util..",
                    "..services..",
                    "..controllers..")
            .because("a newcomer looks for the thing, not for the kind of class");

    @ArchTest
    static final ArchRule wordsAreNamedLikeTheirBeans = classes()
            .that()
            .areAnnotatedWith(ModelVocabulary.class)
            .should()
            .haveSimpleNameNotEndingWith("Delegate")
            .because("the label, the bean and the class share one name");

    @ArchTest
    static final ArchRule roomsHaveNoCycles = SlicesRuleDefinition.slices()
            .matching("uk.childpathways.(**)")
            .should()
            .beFreeOfCycles()
            .because("a room that can be understood alone can be changed alone");

    @ArchTest
    static final ArchRule nobodyLeansOnTheRoof = noClasses()
            .that()
            .resideOutsideOfPackages("uk.childpathways.engine..", "uk.childpathways.board..")
            .should(dependOnClassesThat(resideInAnyPackage("uk.childpathways.engine..", "uk.childpathways.board..")))
            .because("what the engine must do for a room is a port of that room; pages show what the rooms below know");

    @ArchTest
    static final ArchRule groundFloorKnowsNothingOfOurs = noClasses()
            .that()
            .resideInAnyPackage("..calendar..", "..vocabulary..", "..web..")
            .should(dependOnClassesThat(resideInAnyPackage(
                    "..people..",
                    "..children..",
                    "..standards..",
                    "..deadlines..",
                    "..submissions..",
                    "..modelling..")))
            .because("a room stands on what it uses, and the ground floor on nothing of ours");

    private static final int LONGEST_CLASS = 450;

    /** No class is longer than 450 lines: a class that has grown longer holds more than one thing. */
    @ArchTest
    static void classesStayShortEnoughToBeReadAtOneSitting(JavaClasses ours) throws IOException {
        List<String> tooLong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                int lines = Files.readAllLines(file).size();
                if (lines > LONGEST_CLASS) {
                    tooLong.add(file + " has " + lines + " lines");
                }
            }
        }
        assertThat(tooLong)
                .as("a class has at most %d lines; split one that is longer by what it means", LONGEST_CLASS)
                .isEmpty();
    }
}
