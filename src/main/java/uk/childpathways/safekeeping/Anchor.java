package uk.childpathways.safekeeping;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.childpathways.web.BadInputProblem;

/**
 * What every chain was at one moment, signed. A text that people and programs can read: a few lines that a signature
 * covers, the last of which is the digest of the list of chains below them. References, numbers and hashes; no name, and
 * nothing of what a record says.
 *
 * @param previous digest of the anchor before it, so that none can be left out; {@code none} for the first
 * @param publicKey of the key that signed it, in Base64
 */
record Anchor(Instant made, String previous, String digest, String publicKey, String signature, List<Head> heads) {

    private static final String TITLE = "Child Pathways: anchor of the record, form 1";
    private static final String TAB = "\t";

    /** The end of one chain. */
    record Head(String chain, String ref, long length, String lastHash) {

        private String line() {
            return String.join(TAB, chain, ref, Long.toString(length), lastHash);
        }
    }

    static Anchor unsigned(Instant made, String previous, List<Head> heads, String publicKey) {
        return new Anchor(made, previous, digest(list(heads)), publicKey, null, List.copyOf(heads));
    }

    Anchor signed(String with) {
        return new Anchor(made, previous, digest, publicKey, with, heads);
    }

    /** What the signature covers. */
    String toSign() {
        return TITLE + "\nmade: " + made + "\nchains: " + heads.size() + "\nentries: "
                + heads.stream().mapToLong(Head::length).sum() + "\nprevious: " + previous + "\nsha-256: " + digest
                + "\nkey: " + publicKey + "\n";
    }

    /** The few lines that are enough to know the whole again: what is mailed. */
    String summary() {
        return toSign() + "signature: " + signature + "\n";
    }

    String text() {
        return summary() + "\n" + list(heads);
    }

    /** By which the next anchor names this one. */
    String ownDigest() {
        return digest(summary());
    }

    /** @return whether the list of chains is the one of which the signed lines speak */
    boolean listStands() {
        return digest.equals(digest(list(heads)));
    }

    static Anchor read(String text) {
        int end = text.indexOf("\n\n");
        if (!text.startsWith(TITLE) || end < 0) {
            throw notOne();
        }
        Map<String, String> lines = new LinkedHashMap<>();
        text.substring(0, end).lines().skip(1).forEach(line -> {
            String[] parts = line.split(": ", 2);
            lines.put(parts[0], parts.length == 2 ? parts[1] : "");
        });
        List<Head> heads = new ArrayList<>();
        try {
            for (String line : text.substring(end + 2).lines().toList()) {
                String[] parts = line.split(TAB, -1);
                heads.add(new Head(parts[0], parts[1], Long.parseLong(parts[2]), parts[3]));
            }
            return new Anchor(
                    Instant.parse(lines.getOrDefault("made", "")),
                    lines.getOrDefault("previous", ""),
                    lines.getOrDefault("sha-256", ""),
                    lines.getOrDefault("key", ""),
                    lines.getOrDefault("signature", ""),
                    heads);
        } catch (DateTimeParseException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw notOne();
        }
    }

    private static BadInputProblem notOne() {
        return new BadInputProblem("This is no anchor of the record, or not a whole one: send the file as it was"
                + " written, packed or not.");
    }

    private static String list(List<Head> heads) {
        StringBuilder list = new StringBuilder();
        heads.forEach(head -> list.append(head.line()).append('\n'));
        return list.toString();
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
