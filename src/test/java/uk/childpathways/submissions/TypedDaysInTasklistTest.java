package uk.childpathways.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Tasklist;
import uk.childpathways.testing.TestBrowser;

/** Typed into the form that opens a section 47 enquiry, left with Tab, and read again. */
@PathwaysTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("What is typed as a day or a time is what the form keeps, or the field says why not (A4)")
class TypedDaysInTasklistTest {

    /** What is typed, then the day that the field shows afterwards, or a part of what it says. */
    private static final String DAYS = """
        03112026 | 03/11/2026
        3112026 | not read as a date
        031126 | 03/11/2026
        3/11/2026 | 03/11/2026
        03/11/2026 | 03/11/2026
        3/11/26 | 03/11/2026
        3-11-2026 | 03/11/2026
        3-11-26 | 03/11/2026
        3.11.2026 | 03/11/2026
        03.11.26 | 03/11/2026
        3 11 2026 | 03/11/2026
        3 / 11 / 2026 | 03/11/2026
        3,11,2026 | 03/11/2026
        3\\11\\2026 | 03/11/2026
        3–11–2026 | 03/11/2026
        2026-11-03 | 03/11/2026
        2026/11/03 | 03/11/2026
        2026.11.03 | 03/11/2026
        20261103 | 03/11/2026
        2026-11-03T10:15 | 03/11/2026
        3 Nov 2026 | 03/11/2026
        3 nov 26 | 03/11/2026
        3rd Nov 2026 | 03/11/2026
        3 November 2026 | 03/11/2026
        3rd of November 2026 | 03/11/2026
        3-Nov-2026 | 03/11/2026
        3Nov2026 | 03/11/2026
        03NOV2026 | 03/11/2026
        Nov 3 2026 | 03/11/2026
        November 3rd, 2026 | 03/11/2026
        Tue 3 Nov 2026 | 03/11/2026
        Tuesday, 3 November 2026 | 03/11/2026
        tues 3 nov 2026 | 03/11/2026
        3 Sept 2026 | 03/09/2026
        1 Jan 2026 | 01/01/2026
        31/12/2025 | 31/12/2025
        29/02/2024 | 29/02/2024
        12/3/2026 | 12/03/2026
        01/02/2026 | 01/02/2026
        2/1/87 | 02/01/1987
        2/1/16 | 02/01/2016
        11122015 | 11/12/2015
        20112010 | 20/11/2010
        20101120 | 20/11/2010
        Mon 3 Nov 2026 | is a Tuesday
        Thursday 3 November 2026 | is a Tuesday
        31/02/2026 | February 2026 has 28 days
        29/02/2026 | February 2026 has 28 days
        31/11/2026 | November 2026 has 30 days
        31 June 2026 | June 2026 has 30 days
        32/1/2026 | January 2026 has 31 days
        0/1/2026 | January 2026 has 31 days
        11/25/2026 | there is no month 25
        03/13/2026 | there is no month 13
        1/0/2026 | there is no month 0
        3/11 | the year too
        3 Nov | the year too
        Nov 3 | the year too
        3/11/202 | is the year right
        3/11/0026 | is the year right
        3/11/3026 | is the year right
        3/11/6 | is the year right
        yesterday | not read as a date
        next week | not read as a date
        3 Novembre d'oro | not read as a date
        2026 | not read as a date
        3 | not read as a date
        ? | not read as a date
        """;

    private static final String TIMES = """
        1640 | 16:40
        16:40 | 16:40
        16.40 | 16:40
        16-40 | 16:40
        16 40 | 16:40
        16h40 | 16:40
        1640hrs | 16:40
        4.40pm | 16:40
        4:40 PM | 16:40
        4.40 p.m. | 16:40
        440pm | 16:40
        16:40pm | 16:40
        4pm | 16:00
        9am | 09:00
        940 | 09:40
        0940 | 09:40
        9:40 | 09:40
        0007 | 00:07
        07:47 | 07:47
        12am | 00:00
        12pm | 12:00
        noon | 12:00
        00:00 | 00:00
        23:59 | 23:59
        24:00 | not read as a time
        16:60 | not read as a time
        2540 | not read as a time
        13am | not read as a time
        9 | not read as a time
        9:5 | not read as a time
        half four | not read as a time
        later | not read as a time
        """;

    @LocalServerPort
    int port;

    private final TestBrowser browser = new TestBrowser();

    @AfterAll
    void close() {
        browser.close();
    }

    private Tasklist opened() {
        Tasklist tasklist = new Tasklist(browser, "http://localhost:" + port, "sw.north", LocalDate::now);
        tasklist.start("S47 enquiry");
        return tasklist;
    }

    private static Locator field(Page page, String kind) {
        return page.locator(".modal-dialog .fjs-form-field-datetime input[id$='-" + kind + "']")
                .first();
    }

    private static void typed(Page page, Locator field, String text, String leftWith) {
        field.click();
        page.keyboard().press("Control+A");
        page.keyboard().press("Delete");
        page.keyboard().type(text);
        page.keyboard().press(leftWith);
        page.waitForTimeout(60);
    }

    private static void each(Page page, String kind, String table, String leftWith) {
        Locator field = field(page, kind);
        Locator said = page.locator(".modal-dialog .child-pathways-typed");
        SoftAssertions all = new SoftAssertions();
        for (String line : table.lines().toList()) {
            String text = line.split(" \\| ")[0];
            String expected = line.split(" \\| ")[1];
            typed(page, field, text, leftWith);
            String words = said.count() == 0 ? "" : said.first().innerText();
            if (Character.isDigit(expected.charAt(0))) {
                all.assertThat(field.inputValue()).as(text).isEqualTo(expected);
                all.assertThat(words).as(text).isEmpty();
            } else {
                all.assertThat(words).as(text).contains(expected).contains(text.replace("–", "-"));
                all.assertThat(field.inputValue()).as(text).isEmpty();
            }
        }
        all.assertAll();
    }

    @Test
    @DisplayName("days, in every way in which people write them: the day before the month, no day that does not exist,"
            + " no other day than the one typed")
    void days() {
        assertThat(DAYS.lines()).hasSizeGreaterThan(60);
        Page page = opened().page();
        each(page, "date", DAYS, "Tab");
        typed(page, field(page, "date"), "31/02/2026", "Tab");
        for (int width : new int[] {1280, 768, 390}) {
            page.setViewportSize(width, 900);
            page.screenshot(
                    new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/typed-day-" + width + ".png")));
        }
        page.setViewportSize(1280, 900);
    }

    @Test
    @DisplayName("times, left with Tab or with Enter")
    void times() {
        Page page = opened().page();
        each(page, "time", TIMES, "Tab");
        each(page, "time", "1640 | 16:40\nlater | not read as a time\n4.40pm | 16:40", "Enter");
    }

    @Test
    @DisplayName("what the field said goes as soon as one types again, and a click beside reads as Tab does")
    void saidNoLonger() {
        Page page = opened().page();
        Locator said = page.locator(".modal-dialog .child-pathways-typed");
        typed(page, field(page, "date"), "31/02/2026", "Tab");
        assertThat(said.count()).isEqualTo(1);
        field(page, "date").click();
        page.keyboard().type("2");
        assertThat(said.count()).isZero();
        page.keyboard().type("8022026");
        page.locator(".modal-dialog .fjs-form label").first().click();
        page.waitForTimeout(60);
        assertThat(field(page, "date").inputValue()).isEqualTo("28/02/2026");
        assertThat(said.count()).isZero();
    }
}
