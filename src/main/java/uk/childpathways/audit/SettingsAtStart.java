package uk.childpathways.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.storage.StartUpStep;

/**
 * What the installation was started with, where it differs from the start before: whose limits apply, which bank holidays,
 * whether time can be moved, where mail goes. Of a secret only that there is one.
 */
@Component
@Order(StartUpStep.MODELS - 60)
class SettingsAtStart implements StartUpStep {

    private static final List<String> OTHERS =
            List.of("spring.mail.host", "spring.datasource.url", "spring.profiles.active");

    /** Files whose content is a setting, as a file or an environment variable spells them; a fingerprint is kept. */
    private static final Set<String> FILES = Set.of("pathways.bank-holidays", "pathways.bank.holidays");

    private final Environment environment;
    private final AuditTrail trail;
    private final JdbcClient db;

    SettingsAtStart(Environment environment, AuditTrail trail, JdbcClient db) {
        this.environment = environment;
        this.trail = trail;
        this.db = db;
    }

    @Override
    @Transactional
    public void run() {
        Map<String, String> before = lastKept();
        Map<String, String> now = settings();
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(now.keySet());
        for (String setting : all) {
            String was = before.get(setting);
            String is = now.get(setting);
            if (is == null ? was != null : !is.equals(was)) {
                trail.keep(Change.of(
                                AuditKind.SETTING,
                                was == null ? "set" : is == null ? "no longer set" : "changed",
                                setting)
                        .before(was == null ? null : Map.of("value", was))
                        .after(is == null ? null : Map.of("value", is)));
            }
        }
    }

    private Map<String, String> lastKept() {
        Map<String, String> last = new TreeMap<>();
        db
                .sql(
                        "select distinct on (about) about, value_after::json ->> 'value' as value from pathways.audit_entry"
                                + " where kind = 'SETTING' and (about like 'pathways.%' or about like 'spring.%')"
                                + " order by about, id desc")
                .query((row, i) -> Map.entry(row.getString("about"), String.valueOf(row.getString("value"))))
                .list()
                .stream()
                .filter(entry -> !entry.getValue().equals("null"))
                .forEach(entry -> last.put(entry.getKey(), entry.getValue()));
        return last;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        Binder.get(environment)
                .bind("pathways", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of())
                .forEach((key, value) -> put(settings, "pathways." + key, value));
        OTHERS.forEach(key -> put(settings, key, environment.getProperty(key)));
        return settings;
    }

    private static void put(Map<String, String> settings, String key, String value) {
        if (value == null || value.isBlank()) {
            return;
        }
        String kept = value;
        if (key.matches("(?i).*(password|secret|token|credential|key).*")) {
            kept = "(set)";
        } else if (key.endsWith(".url")) {
            // An address of a database may carry a password.
            kept = value.replaceAll("\\?.*", "").replaceAll("//[^/@]*@", "//");
        } else if (FILES.contains(key)) {
            kept = value + fingerprint(value);
        }
        settings.put(key, kept);
    }

    private static String fingerprint(String file) {
        try {
            Path path = Path.of(file.replaceFirst("^file:", ""));
            if (!Files.isReadable(path)) {
                return "";
            }
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path));
            return " (SHA-256 " + HexFormat.of().formatHex(digest) + ")";
        } catch (IOException | NoSuchAlgorithmException | java.nio.file.InvalidPathException e) {
            return " (cannot be read)";
        }
    }
}
