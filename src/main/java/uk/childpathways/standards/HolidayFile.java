package uk.childpathways.standards;

/** A council's own file of bank holidays that came later than this release. */
public interface HolidayFile {

    /** Reads it as it is now; without such a file nothing happens. */
    void readAgain();
}
