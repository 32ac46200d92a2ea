package uk.childpathways.standards;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.calendar.AboutDay;
import uk.childpathways.calendar.BankHolidays;
import uk.childpathways.calendar.England;

/** Asked while a form is filled in: the calendar and today are the installation's, not the browser's. */
@RestController
@RequestMapping("/api/days")
@Tag(name = "Days", description = "Weekends, bank holidays, and years that look like a slip.")
class DaysApi {

    private final BankHolidays holidays;
    private final Clock clock;

    DaysApi(BankHolidays holidays, Clock pathwaysClock) {
        this.holidays = holidays;
        this.clock = pathwaysClock;
    }

    @GetMapping("/{day}")
    @Operation(summary = "What is worth a second look about a day that was chosen in a form")
    AboutDay about(@PathVariable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day) {
        return AboutDay.of(day, England.dayOf(clock.instant()), holidays);
    }
}
