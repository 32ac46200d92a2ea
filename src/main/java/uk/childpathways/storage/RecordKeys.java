package uk.childpathways.storage;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys with which the record's chains are made. They are kept outside the database: whoever can write there, the
 * database's administrator included, cannot make a link. The last key makes new links; those before it stay for the
 * links that they made.
 */
public final class RecordKeys {

    private static final Pattern KEY = Pattern.compile("([a-z0-9][a-z0-9-]{0,31}):([A-Za-z0-9+/]+=*)");
    private static final Pattern KEYED = Pattern.compile("([a-z0-9][a-z0-9-]{0,31})\\.([0-9a-f]{64})");
    private static final int LEAST_BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    private final List<String> ids = new ArrayList<>();
    private final List<SecretKeySpec> keys = new ArrayList<>();

    private RecordKeys() {}

    /**
     * @param text one or more keys, {@code id:base64}, parted by spaces, commas or lines, the oldest first; lines that
     *     begin with # are passed over
     * @throws RecordKeyProblem where there is no key, or one that cannot be used; the sentence never holds the key
     */
    static RecordKeys read(String text, String from) {
        RecordKeys ring = new RecordKeys();
        String keys = text.lines().filter(line -> !line.strip().startsWith("#")).reduce("", (a, b) -> a + " " + b);
        for (String part : keys.strip().split("[\\s,;]+")) {
            if (part.isEmpty()) {
                continue;
            }
            int number = ring.ids.size() + 1;
            Matcher key = KEY.matcher(part);
            if (!key.matches()) {
                throw new RecordKeyProblem("Key " + number + " of " + from + " is not of the form id:key, with an id"
                        + " of small letters, digits and hyphens and a key in Base64.");
            }
            byte[] bytes = bytes(key.group(2), number, from);
            if (bytes.length < LEAST_BYTES) {
                throw new RecordKeyProblem("Key " + key.group(1) + " of " + from + " has " + bytes.length
                        + " bytes; a key of the record has at least " + LEAST_BYTES + ".");
            }
            if (ring.ids.contains(key.group(1))) {
                throw new RecordKeyProblem("Two keys of " + from + " have the id " + key.group(1) + ".");
            }
            ring.ids.add(key.group(1));
            ring.keys.add(new SecretKeySpec(bytes, HMAC));
        }
        if (ring.ids.isEmpty()) {
            throw new RecordKeyProblem("There is no key in " + from + ".");
        }
        return ring;
    }

    private static byte[] bytes(String base64, int number, String from) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new RecordKeyProblem("Key " + number + " of " + from + " is not Base64.");
        }
    }

    /** A new key as {@link #read} reads it. */
    static String random(String id) {
        byte[] bytes = new byte[LEAST_BYTES];
        new SecureRandom().nextBytes(bytes);
        return id + ":" + Base64.getEncoder().encodeToString(bytes);
    }

    /** The id of the key that makes new links. */
    public String current() {
        return ids.get(ids.size() - 1);
    }

    /** All ids, the oldest first. */
    public List<String> ids() {
        return List.copyOf(ids);
    }

    /** @return the place of the key among all, or -1 for one that is not known here */
    public int age(String id) {
        return ids.indexOf(id);
    }

    /** Made with the current key: {@code id.hex}. The parts' order and number matter, and nulls are told from texts. */
    public String seal(List<?> parts) {
        return sealWith(current(), parts);
    }

    /** Whether this seal was made with one of our keys over these parts. */
    public boolean sealed(String seal, List<?> parts) {
        String id = keyOf(seal);
        return id != null
                && age(id) >= 0
                && MessageDigest.isEqual(
                        seal.getBytes(StandardCharsets.US_ASCII),
                        sealWith(id, parts).getBytes(StandardCharsets.US_ASCII));
    }

    /** @return the id of the key that a hash or seal names; null for a plain SHA-256 of before there were keys */
    public static String keyOf(String hash) {
        Matcher keyed = KEYED.matcher(hash);
        return keyed.matches() ? keyed.group(1) : null;
    }

    /** What links were made with before there were keys. */
    public static String plain(List<?> parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            parts.forEach(part -> feed(sha::update, part));
            return HexFormat.of().formatHex(sha.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sealWith(String id, List<?> parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(keys.get(age(id)));
            parts.forEach(part -> feed(mac::update, part));
            return id + "." + HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Sink {
        void take(byte[] bytes);
    }

    /** Each part with its length in front, so that no text can pretend to be two. */
    private static void feed(Sink sink, Object part) {
        String text = part instanceof Instant instant
                ? instant.truncatedTo(ChronoUnit.MICROS).toString()
                : part == null ? null : part.toString();
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        sink.take(((text == null ? "-" : bytes.length) + ":").getBytes(StandardCharsets.US_ASCII));
        sink.take(bytes);
    }

    /** Keys do not belong in a log. */
    @Override
    public String toString() {
        return "RecordKeys " + ids;
    }
}
