package uk.childpathways.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Browsers in which an account was opened before carry a cookie (a "device cookie", OWASP). It opens nothing: it only tells
 * their tries from those of everybody else behind the same address, so that a council that sits behind one is not made to
 * wait by whoever guesses from there. What is guessed with it is slowed for it alone.
 */
@Component
public class KnownDevices {

    static final Duration KNOWN = Duration.ofDays(90);

    private final JdbcTemplate database;
    private final FrontDoor.Settings web;
    private final SecureRandom random = new SecureRandom();

    KnownDevices(JdbcTemplate database, FrontDoor.Settings web) {
        this.database = database;
        this.web = web;
    }

    /** What stands for the browser in place of its address, if this account was opened in it in the last 90 days. */
    @Transactional(readOnly = true)
    public Optional<String> of(HttpServletRequest request, String userId) {
        return token(request)
                .map(KnownDevices::hash)
                .filter(hash -> database.queryForObject(
                        "select exists (select 1 from pathways.sign_in_device where device_hash = ? and user_id = ?"
                                + " and used_at > now() - interval '90 days')",
                        Boolean.class,
                        hash,
                        userId == null ? "" : userId.replace("\u0000", "")))
                .map(hash -> "device " + hash.substring(0, 32));
    }

    /** From now on the browser is known for this account; one that several people use is known for each. */
    @Transactional
    public void opened(HttpServletRequest request, HttpServletResponse response, String userId) {
        // A cookie that we did not give is not taken over: somebody else may have put it there.
        String token = token(request).filter(this::given).orElseGet(this::make);
        database.update("""
                insert into pathways.sign_in_device (device_hash, user_id, used_at) values (?, ?, clock_timestamp())
                on conflict (device_hash, user_id) do update set used_at = excluded.used_at
                """, hash(token), userId);
        database.update("delete from pathways.sign_in_device where used_at < now() - interval '90 days'");
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name(), token)
                        .path("/")
                        .httpOnly(true)
                        .secure(web.requireTls() || request.isSecure())
                        .sameSite("Lax")
                        .maxAge(KNOWN)
                        .build()
                        .toString());
    }

    /** The account is gone, or somebody else may have had it: its browsers are known no longer. */
    @Transactional
    public void forget(String userId) {
        database.update("delete from pathways.sign_in_device where user_id = ?", userId);
    }

    private boolean given(String token) {
        return database.queryForObject(
                "select exists (select 1 from pathways.sign_in_device where device_hash = ?)",
                Boolean.class,
                hash(token));
    }

    private String make() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Optional<String> token(HttpServletRequest request) {
        for (Cookie cookie : request.getCookies() == null ? new Cookie[0] : request.getCookies()) {
            if (cookie.getName().equals(name()) && cookie.getValue().matches("[A-Za-z0-9_-]{43}")) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    private String name() {
        return web.requireTls() ? "__Host-DEVICE" : "DEVICE";
    }

    private static String hash(String token) {
        return DigestUtils.sha256Hex(token.getBytes(StandardCharsets.UTF_8));
    }
}
