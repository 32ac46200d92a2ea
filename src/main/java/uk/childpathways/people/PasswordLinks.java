package uk.childpathways.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;

/**
 * Links with which people set their own password: nobody sets another's. A link opens once, within 24 hours of true
 * time (a rehearsal's clock does not move it), and ends when it is used, when a newer one is made and when the person
 * leaves. What opens it is not stored, only its hash.
 */
@Component
@Transactional
public class PasswordLinks {

    public static final int HOURS = 24;

    private static final String OPEN = " ended_at is null and expires_at > clock_timestamp()";

    private final JdbcClient db;
    private final PersonRepository people;
    private final LoginAccounts accounts;
    private final PasswordRules rules;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;
    private final SecureRandom random = new SecureRandom();

    PasswordLinks(
            JdbcClient db,
            PersonRepository people,
            LoginAccounts accounts,
            PasswordRules rules,
            AuditTrail trail,
            ApplicationEventPublisher events) {
        this.events = events;
        this.db = db;
        this.people = people;
        this.accounts = accounts;
        this.rules = rules;
        this.trail = trail;
    }

    /**
     * Makes a link's secret part, for a letter, and ends an older link of the person.
     *
     * @return empty where the person does not work here
     */
    public Optional<String> make(String userId) {
        return make(userId, null);
    }

    /** The same for a link that this administrator is shown, to be handed over. */
    public Optional<String> makeToHandOver(String userId, String administrator) {
        return make(userId, administrator);
    }

    private Optional<String> make(String userId, String handedBy) {
        // One after the other: the second of two at once ends the first.
        db.sql("select 1 from pathways.person where user_id = ? for update")
                .param(userId)
                .query(Integer.class)
                .optional();
        if (people.findById(userId).filter(Person::active).isEmpty() || !accounts.exists(userId)) {
            return Optional.empty();
        }
        end(userId, "newer");
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        trail.actingBecause(null);
        db.sql("insert into pathways.password_link (id, user_id, token_hash, expires_at, handed_by)"
                        + " values (?, ?, ?, clock_timestamp() + make_interval(hours => ?), ?)")
                .params(Arrays.asList(UUID.randomUUID(), userId, hash(token), HOURS, handedBy))
                .update();
        return Optional.of(token);
    }

    /** Whose password the link sets; empty when it opens nothing (any more). */
    @Transactional(readOnly = true)
    public Optional<Person> ownerOf(String token) {
        return db.sql("select user_id from pathways.password_link where token_hash = ? and" + OPEN)
                .param(hash(token))
                .query(String.class)
                .optional()
                .flatMap(people::findById)
                .filter(Person::active);
    }

    /**
     * Sets the password of the link's owner and ends the link.
     *
     * @throws BadInputProblem when the password is none; the link stays open
     * @throws ConflictProblem when the link opens nothing any more
     */
    public Person use(String token, String password) {
        // What is known of the owner is read under the lock under which their place is changed: see Confirmations.
        db.sql("lock table pathways.person, pathways.person_role in share row exclusive mode")
                .update();
        Person owner = ownerOf(token).orElseThrow(PasswordLinks::over);
        rules.problemOfOwn(password, owner.userId(), owner.name()).ifPresent(problem -> {
            throw new BadInputProblem(problem);
        });
        trail.acting(owner.userId());
        // Two with the same link at once: the second finds it ended.
        int ended = db.sql("update pathways.password_link set ended_at = clock_timestamp(), ended_because = 'used'"
                        + " where token_hash = ? and" + OPEN)
                .param(hash(token))
                .update();
        if (ended != 1) {
            throw over();
        }
        accounts.setPassword(owner.userId(), password);
        accounts.unlock(owner.userId());
        db.sql("select handed_by from pathways.password_link where token_hash = ? and handed_by is not null")
                .param(hash(token))
                .query(String.class)
                .optional()
                .ifPresent(administrator -> events.publishEvent(new PasswordByHand(owner.userId(), administrator)));
        return owner;
    }

    /** @param linkUntil until when a link is open, true time; null where none is */
    public record Waiting(String userId, String name, Instant linkUntil) {}

    /** Those who work here and have set no password yet, by name; nobody whom the council's provider lets in. */
    @Transactional(readOnly = true)
    public List<Waiting> waiting() {
        return db
                .sql("select p.user_id, p.name, l.expires_at from pathways.person p"
                        + " join pathways.account a on a.user_id = p.user_id and a.change_password"
                        + " left join pathways.password_link l on l.user_id = p.user_id and l.ended_at is null"
                        + " and l.expires_at > clock_timestamp() where p.active order by p.name, p.user_id")
                .query((row, number) -> new Waiting(
                        row.getString("user_id"),
                        row.getString("name"),
                        Optional.ofNullable(row.getTimestamp("expires_at"))
                                .map(Timestamp::toInstant)
                                .orElse(null)))
                .list()
                .stream()
                .filter(waiting -> accounts.opensWithPassword(waiting.userId()))
                .toList();
    }

    private static ConflictProblem over() {
        return new ConflictProblem("This link does not open any more. A link can be used once, within " + HOURS
                + " hours, and a newer one ends it. Ask the administrator for another.");
    }

    /** Ends the open link of a person who leaves. */
    void end(String userId) {
        end(userId, "left");
    }

    private void end(String userId, String why) {
        boolean open = db.sql(
                        "select exists (select 1 from pathways.password_link where user_id = ? and ended_at is null)")
                .param(userId)
                .query(Boolean.class)
                .single();
        if (open) {
            trail.actingBecause(null);
            db.sql("update pathways.password_link set ended_at = clock_timestamp(), ended_because = ?"
                            + " where user_id = ? and ended_at is null")
                    .params(why, userId)
                    .update();
        }
    }

    private static String hash(String token) {
        try {
            byte[] of = MessageDigest.getInstance("SHA-256")
                    .digest(String.valueOf(token).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(of);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
