package uk.childpathways.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A form in Tasklist as a person meets it: questions are found by the words beside them, answered with the keyboard or
 * a click, and dates are typed as day/month/year.
 */
public final class TasklistForm {

    private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final String UNANSWERED = """
            form => [...form.querySelectorAll('.fjs-form-field')].map((field, index) => {
              const kind = (field.className.match(/fjs-form-field-(textfield|textarea|number|radio|checklist|select|datetime|checkbox)\\b/) || [])[1];
              if (!kind || !field.offsetParent || !field.querySelector('.fjs-asterix')) return null;
              const open = {
                radio: () => !field.querySelector('input:checked'),
                checklist: () => !field.querySelector('input:checked'),
                checkbox: () => !field.querySelector('input:checked'),
                select: () => field.querySelector('.fjs-select-display')
                    ? !!field.querySelector('.fjs-select-placeholder') : !field.querySelector('input').value,
                datetime: () => [...field.querySelectorAll('.fjs-input[id$="-date"], .fjs-input[id$="-time"]')].some(input => !input.value)
              }[kind] || (() => !field.querySelector('input, textarea').value);
              return open() ? index : null;
            }).filter(index => index !== null)""";

    private final Page page;
    private final Locator root;
    private final LocalDate today;

    TasklistForm(Page page, Locator root, LocalDate today) {
        this.page = page;
        this.root = root;
        this.today = today;
    }

    /** Everything that the form says. */
    public String text() {
        return root.innerText();
    }

    /** Gives this answer to the question with this label; several ticks of a list are parted by a semicolon. */
    public TasklistForm answer(String label, String answer) {
        answer(field(label), answer);
        return this;
    }

    public TasklistForm answer(String label, LocalDate day) {
        return answer(label, TYPED.format(day));
    }

    /** What stands in the field now. */
    public String value(String label) {
        Locator field = field(label);
        return switch (kind(field)) {
            case "radio" -> {
                Locator chosen = field.locator("label:has(input:checked)");
                yield chosen.count() == 0 ? "" : chosen.innerText();
            }
            case "select" -> {
                Locator display = field.locator(".fjs-select-display");
                yield display.count() > 0
                        ? display.innerText()
                        : field.locator("input").inputValue();
            }
            case "datetime" -> field.locator("input[id$='-date']").inputValue();
            default -> field.locator("input, textarea").first().inputValue();
        };
    }

    /** What the form says at this answer that is wrong with it. */
    public String errorAt(String label) {
        return field(label).locator(".fjs-form-field-error li").first().innerText();
    }

    public boolean asks(String label) {
        return labels(label).count() > 0;
    }

    /**
     * Answers a row of the repeating list with this heading, adding it if it is not there.
     *
     * @param answers labels, each followed by its answer
     */
    public TasklistForm row(String list, int number, String... answers) {
        Locator group = root.locator(".fjs-form-field-dynamiclist")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("label", new Page.LocatorOptions().setHasText(exactly(list)))))
                .first();
        Locator rows = group.locator(".fjs-repeat-row-container");
        if (rows.count() < number) {
            group.locator(".fjs-repeat-render-add").click();
        }
        Locator row = rows.nth(number - 1);
        row.waitFor();
        TasklistForm form = new TasklistForm(page, row, today);
        for (int i = 0; i < answers.length; i += 2) {
            form.answer(answers[i], answers[i + 1]);
        }
        return this;
    }

    /** Answers every question that must be answered and is not yet, those included that only then appear. */
    public TasklistForm theRest() {
        for (int round = 0; round < 80; round++) {
            List<?> open = (List<?>) root.evaluate(UNANSWERED);
            if (open.isEmpty()) {
                return this;
            }
            Locator fields = root.locator(".fjs-form-field");
            for (Object index : open) {
                Locator field = fields.nth(((Number) index).intValue());
                answer(field, plausible(field));
                if (!List.of("textfield", "textarea", "datetime", "number").contains(kind(field))) {
                    // A choice may bring or hide questions, and so move the others: look again.
                    break;
                }
            }
        }
        throw new AssertionError("Still unanswered: " + root.evaluate(UNANSWERED) + " in " + text());
    }

    /**
     * Presses the button and waits until the task has gone.
     *
     * @throws AssertionError with the words of the notice, when it is refused
     */
    public void complete() {
        String notice = press();
        if (!notice.isEmpty()) {
            throw new AssertionError("Refused: " + notice);
        }
    }

    /** Presses the button; the form must be refused. Returns what the notice says. */
    public String refused() {
        String notice = press();
        if (notice.isEmpty()) {
            throw new AssertionError("The form was taken, though it should have been refused");
        }
        return notice;
    }

    private String press() {
        Locator dialog = page.locator(".modal-dialog");
        boolean start = dialog.isVisible();
        String place = start ? ".modal-dialog" : ".page-notifications";
        Locator notices = page.locator(place + " .alert-danger:visible");
        for (int old = notices.count(); old > 0; old--) {
            notices.first().locator(".close:visible").click();
        }
        page.waitForCondition(() -> notices.count() == 0);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions()
                                .setName(start ? "Start" : "Complete")
                                .setExact(true))
                .click();
        Locator form = start ? dialog : page.locator(".task-card .fjs-form");
        page.waitForCondition(() -> !form.isVisible() || notices.count() > 0);
        return form.isVisible() ? notices.first().innerText() : "";
    }

    // ---- fields ----

    private Locator labels(String label) {
        return root.locator(":not(.fjs-form-field-grouplike) > label.fjs-form-field-label:not(:has(input)):visible")
                .filter(new Locator.FilterOptions().setHasText(exactly(label)));
    }

    private Locator field(String label) {
        return labels(label).first().locator("xpath=ancestor::div[contains(@class,'fjs-form-field-')][1]");
    }

    private static Pattern exactly(String label) {
        return Pattern.compile("^\\s*" + literally(label) + "\\s*\\*?\\s*$");
    }

    /** The words as they are, in a pattern which the browser reads: it does not know Java's way to quote. */
    static String literally(String words) {
        return words.replaceAll("([.*+?^${}()|\\[\\]\\\\/])", "\\\\$1");
    }

    private static String kind(Locator field) {
        String classes = field.getAttribute("class");
        return classes.replaceAll("(?s).*fjs-form-field-(\\w+).*", "$1");
    }

    private void answer(Locator field, String answer) {
        switch (kind(field)) {
            case "radio" -> option(field, answer).check();
            case "checklist", "checkbox" ->
                List.of(answer.split("; *")).forEach(tick -> option(field, tick).check());
            case "select" -> choose(field, answer);
            case "datetime" -> {
                String[] parts = answer.split(" ");
                Locator date = field.locator("input[id$='-date']");
                if (date.count() > 0) {
                    type(date, parts[0]);
                }
                Locator time = field.locator("input[id$='-time']");
                if (time.count() > 0) {
                    String typed = parts.length > 1 ? parts[1] : "07:47";
                    type(time, typed);
                    assertThat(time).hasValue(typed);
                }
            }
            default -> field.locator("input, textarea").first().fill(answer);
        }
    }

    private static Locator option(Locator field, String option) {
        return option.isEmpty()
                ? field.locator("input").first()
                : field.getByLabel(option, new Locator.GetByLabelOptions().setExact(true));
    }

    private static void type(Locator input, String words) {
        input.fill(words);
        input.press("Enter");
    }

    /** By the keyboard: the list opens with the focus, arrows move through it, Enter takes it. */
    private void choose(Locator field, String option) {
        Locator input = field.locator("input");
        input.focus();
        Locator items = field.locator(".fjs-dropdownlist-item");
        items.first().waitFor();
        List<String> words = items.allInnerTexts();
        int wanted = option.isEmpty()
                ? 0
                : words.stream()
                        .filter(text -> text.startsWith(option))
                        .findFirst()
                        .map(words::indexOf)
                        .orElseThrow(() -> new AssertionError("No '" + option + "' among " + words));
        for (int i = 0; i < wanted; i++) {
            input.press("ArrowDown");
        }
        field.locator(".fjs-dropdownlist-item.focused")
                .filter(new Locator.FilterOptions().setHasText(words.get(wanted)))
                .waitFor();
        // The list is drawn a moment before it hears keys: who sees it still open presses again.
        for (int i = 0; i < 5 && items.first().isVisible(); i++) {
            input.press("Enter");
            try {
                items.first().waitFor(closed().setTimeout(1_000));
            } catch (TimeoutError stillOpen) {
                // pressed again
            }
        }
        items.first().waitFor(closed());
    }

    private static Locator.WaitForOptions closed() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
    }

    private String plausible(Locator field) {
        return switch (kind(field)) {
            case "radio", "checklist", "select", "checkbox" -> "";
            case "datetime" -> TYPED.format(today);
            case "number" -> "1";
            default -> "As talked over with the family and written down the same day.";
        };
    }
}
