package uk.childpathways.safekeeping;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import uk.childpathways.storage.Storage;
import uk.childpathways.web.BadInputProblem;

/**
 * The night's anchor: what every chain is now, signed, in a folder that can be kept elsewhere. A database that is put back
 * to an earlier state, or shortened, contradicts it, whoever did that.
 */
@Component
class Anchors {

    private static final Logger LOG = LoggerFactory.getLogger(Anchors.class);
    private static final String PREFIX = "anchor-";
    private static final String SUFFIX = ".txt.gz";
    private static final int LARGEST = 200 * 1024 * 1024;
    private static final int BATCH = 5_000;

    private static final String HEADS = "select 'record', child_ref, length, last_hash from pathways.record_chain"
            + " where length > 0 union all"
            + " select 'audit', kind || ' ' || about, length, last_hash from pathways.audit_chain order by 1, 2";

    /** The links at given places, wherever they lie. */
    private static final String LINKS = """
        with asked as (select * from unnest(?::text[], ?::bigint[]) as a (ref, seq))
        select a.ref, e.hash from asked a join pathways.told e on e.child_ref = a.ref and e.chain_seq = a.seq
        union all
        select a.ref, e.hash from asked a
        join pathways.oversight_entry e on e.child_ref = a.ref and e.chain_seq = a.seq
        union all
        select a.ref, e.hash from asked a join pathways.breach e on e.child_ref = a.ref and e.chain_seq = a.seq
        union all
        select a.ref, e.hash from asked a
        join pathways.breach_answer e on e.child_ref = a.ref and e.chain_seq = a.seq
        union all
        select a.ref, e.hash from asked a
        join pathways.entry_correction e on e.child_ref = a.ref and e.chain_seq = a.seq\
        """;

    private static final String TRAIL_LINKS = """
        select a.ref, e.hash from unnest(?::text[], ?::bigint[]) as a (ref, seq)
        join pathways.audit_entry e on e.kind = split_part(a.ref, ' ', 1)
          and e.about = substr(a.ref, strpos(a.ref, ' ') + 1) and e.chain_seq = a.seq\
        """;

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final ObjectProvider<JavaMailSender> mail;
    private final Path directory;
    private final Path keyFile;
    private final String mailTo;

    Anchors(
            JdbcTemplate jdbc,
            Clock pathwaysClock,
            ObjectProvider<JavaMailSender> mail,
            Environment environment,
            Storage storage) {
        this.jdbc = jdbc;
        this.clock = pathwaysClock;
        this.mail = mail;
        this.directory = path(environment, "pathways.anchor.directory", storage.beside("anchors"));
        this.keyFile = path(
                environment,
                "pathways.anchor.key-file",
                storage.beside("keys").map(keys -> keys.resolve("anchor.key")));
        this.mailTo = environment.getProperty("pathways.anchor.mail", "");
        if (directory != null && keyFile == null) {
            throw new IllegalStateException("PATHWAYS_ANCHOR_DIRECTORY is set and no key that signs the anchors is: set"
                    + " PATHWAYS_ANCHOR_KEY_FILE to a file outside the database; it is made when it is not there.");
        }
        if (directory == null) {
            LOG.warn("No anchors of the record are written: set PATHWAYS_ANCHOR_DIRECTORY to a folder that is kept"
                    + " elsewhere, and PATHWAYS_ANCHOR_KEY_FILE. Without them nobody can show that the database was"
                    + " not put back to an earlier state.");
        }
    }

    private static Path path(Environment environment, String property, Optional<Path> otherwise) {
        String given = environment.getProperty(property, "");
        return given.isBlank() ? otherwise.orElse(null) : Path.of(given);
    }

    /** Writes what all chains are now. @return the file's name; nothing without a folder for anchors */
    Optional<String> write() {
        if (directory == null) {
            return Optional.empty();
        }
        List<Anchor.Head> heads = jdbc.query(
                HEADS,
                (row, i) -> new Anchor.Head(row.getString(1), row.getString(2), row.getLong(3), row.getString(4)));
        AnchorKey key = AnchorKey.in(keyFile);
        Anchor anchor = key.sign(Anchor.unsigned(
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                newest().map(Anchor::ownDigest).orElse("none"),
                heads,
                key.publicKey()));
        String name = PREFIX + anchor.made().toString().replace(":", "") + SUFFIX;
        try {
            Files.createDirectories(directory);
            Path draft = Files.createTempFile(directory, ".new", "");
            Files.write(draft, packed(anchor.text()));
            Files.move(draft, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The anchor cannot be written to " + directory, e);
        }
        send(anchor);
        return Optional.of(name);
    }

    private void send(Anchor anchor) {
        JavaMailSender server = mail.getIfAvailable();
        if (mailTo.isBlank() || server == null) {
            return;
        }
        SimpleMailMessage message = new SimpleMailMessage();
        message.setTo(mailTo.split("[,;\\s]+"));
        message.setSubject("Anchor of the record, " + anchor.made());
        message.setText("Keep this message. It fixes what every record was at this moment: the list that belongs to it"
                + " lies in the folder for anchors.\n\n" + anchor.summary());
        try {
            server.send(message);
        } catch (MailException e) {
            LOG.warn("The anchor of {} could not be mailed; the file is written", anchor.made(), e);
        }
    }

    /** Names of the anchors in the folder, the newest first. */
    List<String> names() {
        if (directory == null || !Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(PREFIX) && name.endsWith(SUFFIX))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The anchors in " + directory + " cannot be read", e);
        }
    }

    Optional<Anchor> newest() {
        return names().stream().findFirst().map(this::read);
    }

    /** @param name one of {@link #names} */
    Anchor read(String name) {
        if (!names().contains(name)) {
            throw new BadInputProblem("There is no anchor " + name + " in the folder for anchors.");
        }
        try {
            return read(Files.readAllBytes(directory.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException("The anchor " + name + " cannot be read", e);
        }
    }

    /** An anchor that was kept elsewhere, packed or not. */
    static Anchor read(byte[] file) {
        boolean packed = file.length > 1 && file[0] == (byte) 0x1f && file[1] == (byte) 0x8b;
        if (!packed) {
            return Anchor.read(new String(file, StandardCharsets.UTF_8));
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
            byte[] text = in.readNBytes(LARGEST + 1);
            if (text.length > LARGEST) {
                throw new BadInputProblem("This anchor is larger than " + LARGEST / 1024 / 1024 + " MB unpacked.");
            }
            return Anchor.read(new String(text, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BadInputProblem("This file is packed and cannot be unpacked.");
        }
    }

    /** What the database says against an anchor: nothing where every chain still contains what it was then. */
    List<String> contradictions(Anchor anchor) {
        List<String> faults = new ArrayList<>();
        if (!AnchorKey.fits(anchor)) {
            faults.add("The signature of the anchor does not fit: it was changed since it was made.");
        } else if (keyFile != null && !AnchorKey.in(keyFile).publicKey().equals(anchor.publicKey())) {
            faults.add("The anchor was signed with another key than this installation's. Compare its line \"key\" with"
                    + " the public key that you kept.");
        }
        if (!anchor.listStands()) {
            faults.add("The list of chains in the anchor is not the one that was signed.");
        }
        for (int from = 0; from < anchor.heads().size(); from += BATCH) {
            List<Anchor.Head> heads = anchor.heads()
                    .subList(from, Math.min(from + BATCH, anchor.heads().size()));
            compare(heads, RecordBreak.RECORD, LINKS, faults);
            compare(heads, RecordBreak.AUDIT, TRAIL_LINKS, faults);
        }
        return faults;
    }

    private void compare(List<Anchor.Head> heads, String chain, String links, List<String> faults) {
        List<Anchor.Head> asked =
                heads.stream().filter(head -> head.chain().equals(chain)).toList();
        if (asked.isEmpty()) {
            return;
        }
        Map<String, String> now = new HashMap<>();
        jdbc.query(
                links,
                row -> {
                    now.put(row.getString(1), row.getString(2));
                },
                asked.stream().map(Anchor.Head::ref).toArray(String[]::new),
                asked.stream().map(Anchor.Head::length).toArray(Long[]::new));
        for (Anchor.Head head : asked) {
            String hash = now.get(head.ref());
            if (!head.lastHash().equals(hash)) {
                faults.add((chain.equals(RecordBreak.AUDIT) ? "The trail of " : "The record of ") + head.ref() + " had "
                        + head.length() + " entries; "
                        + (hash == null ? "the last of them is gone." : "the last of them was another."));
            }
        }
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
