package uk.childpathways.standards;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import uk.childpathways.calendar.BankHolidays;
import uk.childpathways.calendar.England;
import uk.childpathways.calendar.WorkingDays;

/** The calendar as beans, and the warning when its knowledge runs out. */
@Configuration
class Calendars {

    private static final Logger LOG = LoggerFactory.getLogger(Calendars.class);

    /** @param file a council's own file of holidays proclaimed or moved; empty for none */
    @Bean
    BankHolidays bankHolidays(@Value("${pathways.bank-holidays:}") String file) {
        return file.isBlank() ? BankHolidays.england() : BankHolidays.england(Path.of(file));
    }

    /** Reads the council's file again, so that a holiday can become known without a new start. */
    @Bean
    HolidayFile holidayFile(BankHolidays bankHolidays, @Value("${pathways.bank-holidays:}") String file) {
        return () -> {
            if (!file.isBlank()) {
                bankHolidays.read(Path.of(file));
            }
        };
    }

    @Bean
    WorkingDays workingDays(BankHolidays bankHolidays) {
        return new WorkingDays(bankHolidays);
    }

    /** Starts all the same: due dates can still be calculated, only a holiday proclaimed since would be missed. */
    @Bean
    HealthIndicator bankHolidaysHealthIndicator(BankHolidays bankHolidays, Clock pathwaysClock) {
        return () -> {
            Health.Builder up = Health.up().withDetail("knownUntilEndOf", bankHolidays.lastKnownYear());
            bankHolidays.warningOn(today(pathwaysClock)).ifPresent(warning -> up.withDetail("warning", warning));
            return up.build();
        };
    }

    @Bean
    Warner bankHolidayWarner(BankHolidays bankHolidays, Clock pathwaysClock) {
        return new Warner(bankHolidays, pathwaysClock);
    }

    private static LocalDate today(Clock clock) {
        return England.dayOf(clock.instant());
    }

    record Warner(BankHolidays bankHolidays, Clock clock) {

        @EventListener(ApplicationReadyEvent.class)
        void warn() {
            bankHolidays.warningOn(today(clock)).ifPresent(LOG::warn);
        }
    }
}
