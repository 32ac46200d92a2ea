package uk.childpathways.submissions;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Sends generated submissions to a running application and keeps what should not have come of it: an answer of 5xx, a
 * refusal without a sentence or with technical words, anything changed by a refused one.
 */
final class SubmissionStorm {

    /**
     * Something that can be submitted.
     *
     * @param form for the count by form
     * @param answers such as it would accept
     */
    record Target(String form, String path, String user, Map<String, Object> answers) {}

    /** Words of the engine, of Java and of the database, which nobody who fills in a form should read. */
    private static final Pattern TECHNICAL = Pattern.compile(
            "ENGINE-\\d|Exception|java\\.|org\\.camunda|org\\.postgres|\\bSQL|select .* from|act_ru|\\bat"
                    + " [a-z.]+\\(|null\\b\\.");

    private static final int BETWEEN_SNAPSHOTS = 10;

    private final String address;
    private final JdbcTemplate db;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final ReentrantReadWriteLock oneMoment = new ReentrantReadWriteLock();

    private final List<Target> targets = new CopyOnWriteArrayList<>();
    final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    final Map<Integer, AtomicInteger> byStatus = new ConcurrentHashMap<>();
    final Map<String, AtomicInteger> byForm = new ConcurrentHashMap<>();
    final AtomicInteger seenToChangeNothing = new AtomicInteger();

    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile String standing;

    SubmissionStorm(int port, JdbcTemplate db) {
        this.address = "http://localhost:" + port;
        this.db = db;
    }

    void at(List<Target> all) {
        targets.clear();
        targets.addAll(all);
    }

    int targetsLeft() {
        return targets.size();
    }

    /** Sends so many; each by a seed of its own, so that a fault can be sent again. */
    void send(long seed, int number, int threads) throws InterruptedException {
        standing = snapshot();
        AtomicInteger next = new AtomicInteger();
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread thread = new Thread(() -> {
                int i;
                while ((i = next.getAndIncrement()) < number && !targets.isEmpty()) {
                    one(seed + i);
                    if (i % BETWEEN_SNAPSHOTS == BETWEEN_SNAPSHOTS - 1) {
                        compare(seed + i);
                    }
                }
            });
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
        compare(seed + number);
    }

    private void one(long seed) {
        Random by = new Random(seed);
        Target target;
        try {
            target = targets.get(by.nextInt(targets.size()));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return;
        }
        Mutations.Sent sent = new Mutations(by).of(target.answers());
        oneMoment.readLock().lock();
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(address + target.path()))
                            .timeout(Duration.ofSeconds(120))
                            .header("Authorization", basic(target.user()))
                            .header("Content-Type", sent.contentType())
                            .POST(HttpRequest.BodyPublishers.ofByteArray(sent.body()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            judge(seed, target, sent, answer);
        } catch (Exception e) {
            faults.add(seed + " " + target.form() + ": no answer: " + e);
        } finally {
            oneMoment.readLock().unlock();
        }
    }

    private void judge(long seed, Target target, Mutations.Sent sent, HttpResponse<String> answer) {
        int status = answer.statusCode();
        byStatus.computeIfAbsent(status, s -> new AtomicInteger()).incrementAndGet();
        byForm.computeIfAbsent(target.form(), f -> new AtomicInteger()).incrementAndGet();
        String told = answer.body();
        if (status < 300) {
            accepted.incrementAndGet();
            if (status == 204) {
                targets.remove(target);
            }
            return;
        }
        refused.incrementAndGet();
        boolean sentence = told.contains("\"message\"") && told.length() > 30;
        if (status >= 500
                || !sentence
                || status != 401 && TECHNICAL.matcher(told).find()) {
            faults.add(seed + " " + target.form() + " " + status + " " + shortened(told) + " ← "
                    + shortened(new String(sent.body(), StandardCharsets.UTF_8)));
        }
        if (status == 409 || status == 404) {
            targets.remove(target);
        }
    }

    /** Compares with the time before, unless something was accepted since, which changes things. */
    private void compare(long seed) {
        oneMoment.writeLock().lock();
        try {
            int whichChanged = accepted.getAndSet(0);
            int which = refused.getAndSet(0);
            String now = snapshot();
            if (whichChanged == 0) {
                if (now.equals(standing)) {
                    seenToChangeNothing.addAndGet(which);
                } else {
                    faults.add(
                            "Up to " + seed + " refused submissions changed something:\n  " + standing + "\n  " + now);
                }
            }
            standing = now;
        } finally {
            oneMoment.writeLock().unlock();
        }
    }

    /** All that may not change by a refusal: how many of what, and what the clocks and tasks say. */
    private String snapshot() {
        Map<String, Object> all = new TreeMap<>(db.queryForMap("""
            select (select count(*) from pathways.chronology_entry) entries,
              (select count(*) from pathways.journey_event) events,
              (select count(*) || ' ' || coalesce(sum(hashtext(concat_ws('|', due, agreed_until, status))), 0)
                 from pathways.deadline) deadlines,
              (select count(*) from pathways.deadline_change) changes,
              (select count(*) from pathways.breach) breaches,
              (select count(*) from pathways.oversight_entry) oversight,
              (select count(*) from pathways.journey) journeys,
              (select count(*) from pathways.notice) notices,
              (select count(*) || ' ' || coalesce(sum(hashtext(concat_ws('|', id_, assignee_, due_date_))), 0)
                 from act_ru_task) tasks,
              (select count(*) || ' ' || coalesce(sum(hashtext(concat_ws('|', id_, retries_, duedate_))), 0)
                 from act_ru_job) jobs,
              (select count(*) from act_ru_execution) executions,
              (select count(*) || ' ' || coalesce(sum(hashtext(concat_ws('|', id_, text_, long_))), 0)
                 from act_ru_variable) variables,
              (select count(*) from act_ru_event_subscr) waiting,
              (select count(*) from act_ge_bytearray) bytes\
            """));
        return all.toString();
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":pathways").getBytes(StandardCharsets.UTF_8));
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "·");
        return line.length() < 400 ? line : line.substring(0, 400) + "…";
    }
}
