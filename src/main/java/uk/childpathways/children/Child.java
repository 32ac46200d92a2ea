package uk.childpathways.children;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.time.Period;
import uk.childpathways.audit.KeepsTrail;
import uk.childpathways.calendar.Days;

/**
 * A child as the journeys need to know them. Only the reference leaves this package in process variables, logs, URLs
 * and notifications; the name is for forms and pages shown to people who may read the child's record.
 */
@Entity
@KeepsTrail
@Table(schema = "pathways", name = "child")
public class Child {

    @Id
    private String ref;

    private String name;
    private LocalDate dateOfBirth;
    private LocalDate expectedOn;
    private String familyRef;

    @Column(name = "team_id")
    private String team;

    private String allocatedWorker;
    private String placement;
    private boolean outOfCounty;

    protected Child() {}

    public Child(
            String ref,
            String name,
            LocalDate dateOfBirth,
            LocalDate expectedOn,
            String familyRef,
            String team,
            String allocatedWorker,
            String placement,
            boolean outOfCounty) {
        this.ref = ref;
        this.name = name;
        this.dateOfBirth = dateOfBirth;
        this.expectedOn = expectedOn;
        this.familyRef = familyRef;
        this.team = team;
        this.allocatedWorker = allocatedWorker;
        this.placement = placement;
        this.outOfCounty = outOfCounty;
    }

    public String ref() {
        return ref;
    }

    public String name() {
        return name;
    }

    /** Null for a child not yet born. */
    public LocalDate dateOfBirth() {
        return dateOfBirth;
    }

    /** The expected date of birth; may stay after the birth. */
    public LocalDate expectedOn() {
        return expectedOn;
    }

    /** Children with the same family reference are a sibling group; null for none known. */
    public String familyRef() {
        return familyRef;
    }

    public String team() {
        return team;
    }

    /** User id of the allocated worker, or null. */
    public String allocatedWorker() {
        return allocatedWorker;
    }

    /** Where the child lives, in words ("with parents", "foster home"), or null. */
    public String placement() {
        return placement;
    }

    /** The same for people to read: what a form calls "adoptive" is a home with prospective adopters. */
    public String placementText() {
        return placement == null
                ? null
                : switch (placement) {
                    case "adoptive" -> "with prospective adopters";
                    case "residential" -> "in a residential home";
                    case "secure" -> "in secure accommodation";
                    case "supported" -> "in supported accommodation";
                    case "connected person" -> "with a connected person";
                    case "connected person temporary" -> "with a connected person, approved for the time being";
                    default -> placement;
                };
    }

    public boolean outOfCounty() {
        return outOfCounty;
    }

    public boolean unborn() {
        return dateOfBirth == null;
    }

    /** Completed years on that day; 0 before birth. */
    public int ageOn(LocalDate day) {
        return unborn() || day.isBefore(dateOfBirth)
                ? 0
                : Period.between(dateOfBirth, day).getYears();
    }

    /** The day from which birthdays count: the date of birth, and until there is one the expected date. */
    public LocalDate bornOrExpectedOn() {
        return unborn() ? expectedOn : dateOfBirth;
    }

    /**
     * The day on which the child reaches this age, counted from the expected date while the child is not born. A child
     * born on 29 February comes of age on 1 March of a year without that day.
     */
    public LocalDate birthday(int age) {
        LocalDate born = bornOrExpectedOn();
        LocalDate day = born.plusYears(age);
        return day.getDayOfMonth() == born.getDayOfMonth() ? day : day.plusDays(1);
    }

    /** "15 years", "7 months", "3 weeks", or "unborn, expected 2 May 2026". */
    public String ageTextOn(LocalDate day) {
        if (unborn() || day.isBefore(dateOfBirth)) {
            LocalDate expected = unborn() ? expectedOn : dateOfBirth;
            return "unborn" + (expected == null ? "" : ", expected " + Days.SHORT.day(expected));
        }
        Period age = Period.between(dateOfBirth, day);
        if (age.getYears() >= 2) {
            return age.getYears() + " years";
        }
        long months = age.toTotalMonths();
        if (months >= 3) {
            return months + " months";
        }
        long weeks = java.time.temporal.ChronoUnit.WEEKS.between(dateOfBirth, day);
        return weeks + (weeks == 1 ? " week" : " weeks");
    }

    void placeIn(String placement, boolean outOfCounty) {
        this.placement = placement;
        this.outOfCounty = outOfCounty;
    }

    void allocateTo(String team, String worker) {
        this.team = team;
        this.allocatedWorker = worker;
    }

    @Override
    public String toString() {
        return "Child " + ref;
    }
}
