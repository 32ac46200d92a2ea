package uk.childpathways.engine.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.storage.Storage;

@DisplayName("The first administrator")
class AdministratorTest {

    private static final Storage CONFIGURED = new Storage(false, "jdbc:postgresql://database/pathways");
    private static final Storage EMBEDDED = new Storage(true, "data/postgres");

    @Test
    @DisplayName(
            "must be named where a database is configured: the application does not start otherwise, and says what to"
                    + " set")
    void mustBeNamed() {
        assertThatThrownBy(() -> new Administrator(new Administrator.Credentials(null, null), CONFIGURED, null))
                .isInstanceOf(NoAdministratorException.class);
        assertThatThrownBy(() -> new Administrator(new Administrator.Credentials("jo", " "), CONFIGURED, null))
                .isInstanceOf(NoAdministratorException.class);
        var words = new NoAdministratorException.InWords().analyze(new NoAdministratorException());
        assertThat(words.getAction()).contains("PATHWAYS_ADMIN_USER", "PATHWAYS_ADMIN_PASSWORD");
    }

    @Test
    @DisplayName("is made up only for the demonstration on the embedded database")
    void demonstration() {
        assertThatCode(() -> new Administrator(new Administrator.Credentials(null, null), EMBEDDED, null))
                .doesNotThrowAnyException();
    }
}
