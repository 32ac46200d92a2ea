package uk.childpathways.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("What the door gives away and how long it stays open")
class SignInLimitsTest {

    private static final String GOOD = "violet kettle hedge";

    @LocalServerPort
    int port;

    @Autowired
    IdentityService identity;

    @Autowired
    ProcessEngine engine;

    @Autowired
    JdbcTemplate database;

    // ---- who is known here

    private String account() {
        String id = "t" + UUID.randomUUID().toString().substring(0, 8);
        User user = identity.newUser(id);
        user.setLastName("Quayle");
        user.setPassword(GOOD);
        identity.saveUser(user);
        return id;
    }

    private long nanosToRefuse(String user) {
        long begin = System.nanoTime();
        assertThat(identity.checkPassword(user, "wrong")).isFalse();
        return System.nanoTime() - begin;
    }

    private static double median(List<Long> nanos) {
        Collections.sort(nanos);
        return nanos.get(nanos.size() / 2) / 1e6;
    }

    @Test
    @DisplayName(
            "an unknown user is refused in the time of a known one: the medians of 200 tries each lie less than a fifth"
                    + " apart")
    void sameTime() {
        hashingBy(slow(), this::knownAndUnknown);
    }

    private void knownAndUnknown() {
        identity.checkPassword("nobody-" + UUID.randomUUID(), "wrong");
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String here = account();
            String nobody = "t" + UUID.randomUUID().toString().substring(0, 8);
            // 4 tries are free; a pause would be answered without looking at the password.
            for (int j = 0; j < 4; j++) {
                known.add(nanosToRefuse(here));
                unknown.add(nanosToRefuse(nobody));
            }
            database.update("delete from pathways.sign_in_try where source = 'the application'");
            identity.deleteUser(here);
        }
        double ofKnown = median(known);
        double ofUnknown = median(unknown);
        System.out.printf("Refused: a known user in %.2f ms, an unknown one in %.2f ms%n", ofKnown, ofUnknown);
        assertThat(Math.abs(ofKnown - ofUnknown) / Math.max(ofKnown, ofUnknown)).isLessThan(0.2);
    }

    @Test
    @DisplayName("for each of them exactly one password is hashed, during a pause none for either")
    void sameHashings() {
        String here = account();
        String nobody = "nobody-" + UUID.randomUUID();
        identity.checkPassword("nobody-" + UUID.randomUUID(), "wrong");
        AtomicInteger hashed = new AtomicInteger();
        PasswordEncryptor real =
                ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getPasswordEncryptor();
        PasswordEncryptor counting = new PasswordEncryptor() {
            @Override
            public String encrypt(String password) {
                hashed.incrementAndGet();
                return real.encrypt(password);
            }

            @Override
            public boolean check(String password, String encrypted) {
                hashed.incrementAndGet();
                return real.check(password, encrypted);
            }

            @Override
            public String hashAlgorithmName() {
                return real.hashAlgorithmName();
            }
        };
        try {
            hashingBy(counting, () -> {
                for (String user : List.of(here, nobody)) {
                    hashed.set(0);
                    for (int i = 1; i <= 5; i++) {
                        identity.checkPassword(user, "wrong");
                        assertThat(hashed.get()).as("%s, try %s", user, i).isEqualTo(i);
                    }
                    identity.checkPassword(user, "wrong");
                    assertThat(hashed.get()).as("%s, during the pause", user).isEqualTo(5);
                }
            });
        } finally {
            database.update("delete from pathways.sign_in_try where source = 'the application'");
            identity.deleteUser(here);
        }
    }

    private void hashingBy(PasswordEncryptor hashes, Runnable tries) {
        ProcessEngineConfigurationImpl settings =
                (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        PasswordManager before = settings.getPasswordManager();
        settings.setPasswordManager(new PasswordManager(hashes, List.of()));
        try {
            tries.run();
        } finally {
            settings.setPasswordManager(before);
        }
    }

    /** As slow as in use, so that it would show if one were left out. */
    private PasswordEncryptor slow() {
        PasswordEncryptor quick =
                ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getPasswordEncryptor();
        BCryptPasswordEncoder encoder = new BCryptPasswordEncoder(7);
        return new PasswordEncryptor() {
            @Override
            public String encrypt(String password) {
                encoder.encode(GOOD);
                return quick.encrypt(password);
            }

            @Override
            public boolean check(String password, String encrypted) {
                encoder.encode(GOOD);
                return quick.check(password, encrypted);
            }

            @Override
            public String hashAlgorithmName() {
                return quick.hashAlgorithmName();
            }
        };
    }

    // ---- an unused session

    private Visitor loggedIn(String user, String password) {
        Visitor visitor = new Visitor(port);
        visitor.logIn(user, password);
        assertThat(visitor.loggedIn()).isTrue();
        return visitor;
    }

    @ParameterizedTest(name = "unused for {0} minutes")
    @CsvSource({"29, true", "31, false"})
    @DisplayName("a session goes on after 29 unused minutes and is over after 31")
    void unused(int minutes, boolean goesOn) {
        String user = account();
        Visitor visitor = loggedIn(user, GOOD);
        assertThat(database.update(
                        "update spring_session set last_access_time = last_access_time - ?,"
                                + " expiry_time = expiry_time - ? where principal_name = ?",
                        minutes * 60_000L,
                        minutes * 60_000L,
                        user))
                .isEqualTo(1);
        assertThat(visitor.loggedIn()).isEqualTo(goesOn);
    }

    @ParameterizedTest(name = "PATHWAYS_SESSION_IDLE: {0}")
    @ValueSource(strings = {"", "45m"})
    @DisplayName("how long is said by PATHWAYS_SESSION_IDLE, 30 minutes where it says nothing")
    void configured(String said) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        if (!said.isEmpty()) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("environment", Map.of("PATHWAYS_SESSION_IDLE", said)));
        }
        new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        assertThat(environment.getProperty("spring.session.timeout")).isEqualTo(said.isEmpty() ? "30m" : said);
    }

    // ---- too large

    private HttpResponse<String> upload(Visitor visitor, int bytes, String accept) {
        String page = visitor.get("/people/import").body();
        String token = page.replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        String head = "--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\nuser_id,name,roles\r\n";
        byte[] tail = "\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] start = head.getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[start.length + bytes + tail.length];
        Arrays.fill(body, (byte) 'x');
        System.arraycopy(start, 0, body, 0, start.length);
        System.arraycopy(tail, 0, body, start.length + bytes, tail.length);
        return visitor.send(
                visitor.request("/people/import", "Content-Type", "multipart/form-data; boundary=b", "Accept", accept)
                        .POST(BodyPublishers.ofByteArray(body)));
    }

    @ParameterizedTest(name = "{0} kB")
    @CsvSource({"900, 200", "1500, 400", "3000, 413", "11000, 413", "25000, 413"})
    @DisplayName(
            "a file of people that is too large is refused on a page of ours, with a sentence on how large one may be")
    void tooLarge(int kilobytes, int status) {
        Visitor admin = loggedIn("admin", "pathways");
        HttpResponse<String> answer = upload(admin, kilobytes * 1000, "text/html,*/*;q=0.8");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .contains("Child Pathways</title>", "class=\"cp-header")
                .doesNotContain("Whitelabel");
        if (status == 400) {
            assertThat(answer.body()).contains("The file is larger than 1000 kB");
        } else if (status == 413) {
            assertThat(answer.body()).contains("What was sent is too large", "at most 1 MB");
            assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        }
        assertThat(admin.loggedIn()).isTrue();
    }

    @Test
    @DisplayName("to a program the same is said as JSON")
    void tooLargeForAProgram() throws IOException {
        HttpResponse<String> answer = upload(loggedIn("admin", "pathways"), 3_000_000, "application/json");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(new ObjectMapper().readTree(answer.body()).get("detail").asText())
                .isEqualTo("What was sent is larger than 2 MB. Nothing was recorded.");
    }
}
