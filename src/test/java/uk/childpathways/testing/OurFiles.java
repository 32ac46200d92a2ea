package uk.childpathways.testing;

import java.nio.file.Path;
import uk.childpathways.modelling.Shipped;

/** The models, forms and tables of this repository, read once for all tests that only look at them. */
public final class OurFiles {

    private static Shipped shipped;

    private OurFiles() {}

    public static synchronized Shipped shipped() {
        if (shipped == null) {
            shipped = Shipped.in(Path.of(""));
        }
        return shipped;
    }

    /** Whoever changes files while tests run in the same process says so. */
    public static synchronized void readAgain() {
        shipped = null;
    }
}
