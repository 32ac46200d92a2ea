package uk.childpathways.submissions;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;

/**
 * Sends generated submissions to a running application and keeps what should not have come of it: an answer of 5xx, a
 * refusal without a sentence or with technical words, anything changed by a refused one.
 */
final class SubmissionStorm {

    /**
     * Something that can be submitted.
     *
     * @param form for the count by form
     * @param answers such as it would accept, as far as they were found
     * @param problems why these answers would not be accepted; empty: they are right
     */
    record Target(String form, String path, String user, Map<String, Object> answers, List<String> problems) {

        boolean right() {
            return problems.isEmpty();
        }

        boolean isStart() {
            return path.contains("/process-definition/");
        }

        /** Once they have been accepted, the same answers are not right any more. */
        Target answered() {
            return new Target(form, path, user, answers, List.of("Answered before."));
        }

        /** Such as nobody accepts. */
        Target emptied() {
            return new Target(form, path, user, Map.of(), List.of("Nothing is answered."));
        }
    }

    /** What came of one form. */
    static final class Tally {
        final AtomicInteger sent = new AtomicInteger();
        final AtomicInteger accepted = new AtomicInteger();
        final AtomicInteger right = new AtomicInteger();
        volatile String whyNot = "";

        @Override
        public String toString() {
            return sent + " sent, " + right + " of them right, " + accepted + " accepted"
                    + (whyNot.isEmpty() ? "" : "; " + whyNot);
        }
    }

    /** Words of the engine, of Java and of the database, which nobody who fills in a form should read. */
    private static final Pattern TECHNICAL = Pattern.compile(
            "ENGINE-\\d|Exception|java\\.|org\\.camunda|org\\.postgres|\\bSQL|select .* from|act_ru|\\bat"
                    + " [a-z.]+\\(|null\\b\\.");

    /** Fewer, and most refusals are compared; but an acceptance among them spoils the comparison. */
    private static final int BETWEEN_SNAPSHOTS = 5;

    private final int port;
    private final WhatIsStored stored;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final ReentrantReadWriteLock oneMoment = new ReentrantReadWriteLock();

    private final List<Target> targets = new CopyOnWriteArrayList<>();
    final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    final Map<Integer, AtomicInteger> byStatus = new ConcurrentHashMap<>();
    final Map<String, Tally> byForm = new ConcurrentHashMap<>();
    final AtomicInteger seenToChangeNothing = new AtomicInteger();
    final AtomicInteger sentTwice = new AtomicInteger();

    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile Map<String, String> standing;

    SubmissionStorm(int port, WhatIsStored stored) {
        this.port = port;
        this.stored = stored;
    }

    void at(List<Target> all) {
        targets.clear();
        targets.addAll(all);
        all.stream()
                .filter(target -> !target.right())
                .forEach(target -> tally(target).whyNot = target.problems().get(0));
    }

    /**
     * Sends so many; each by a seed of its own, so that a fault can be sent again.
     *
     * @param right of a hundred, so many are sent with the right answers, where there are any
     */
    void send(long seed, int number, int threads, int right) throws InterruptedException {
        standing = stored.now();
        AtomicInteger next = new AtomicInteger();
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread thread = new Thread(() -> {
                int i;
                while ((i = next.getAndIncrement()) < number && !targets.isEmpty()) {
                    one(seed + i, right);
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

    /** Sends the right answers to each that has them, once, and then a second time. */
    void sendRight() {
        for (Target target : List.copyOf(targets)) {
            if (target.right()) {
                right(-1, target, true);
            }
        }
    }

    private void one(long seed, int right) {
        Random by = new Random(seed);
        Target target;
        try {
            target = targets.get(by.nextInt(targets.size()));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return;
        }
        if (by.nextInt(100) < right && target.right()) {
            right(seed, target, by.nextInt(4) == 0);
            return;
        }
        Mutations mutations = new Mutations(by);
        boolean oddly = by.nextInt(25) == 0;
        Mutations.Asked asked = oddly ? mutations.oddly(target.path()) : new Mutations.Asked("POST", target.path());
        Mutations.Sent sent = oddly ? Mutations.whole(target.answers()) : mutations.of(target.answers());
        oneMoment.readLock().lock();
        try {
            judge(seed, target, asked, sent, ask(asked, target.user(), sent));
        } catch (Exception e) {
            faults.add(seed + " " + target.form() + ": no answer: " + e);
        } finally {
            oneMoment.readLock().unlock();
        }
    }

    /** The right answers; alone in that moment and then once more, where that is asked: the second changes nothing. */
    private void right(long seed, Target target, boolean twice) {
        Mutations.Asked asked = new Mutations.Asked("POST", target.path());
        Mutations.Sent sent = Mutations.whole(target.answers());
        var lock = twice ? oneMoment.writeLock() : oneMoment.readLock();
        lock.lock();
        try {
            Answer answer = ask(asked, target.user(), sent);
            judge(seed, target, asked, sent, answer);
            tally(target).right.incrementAndGet();
            if (answer.status() >= 300) {
                tally(target).whyNot = shortened(answer.body());
            } else if (twice && !target.isStart()) {
                Map<String, String> before = stored.now();
                Answer again = ask(asked, target.user(), sent);
                judge(seed, target, asked, sent, again);
                List<String> changed = WhatIsStored.differences(before, stored.now());
                if (again.status() < 300 || !changed.isEmpty()) {
                    faults.add(seed + " " + target.form() + ": a second completion was answered with " + again.status()
                            + " and changed " + changed);
                }
                sentTwice.incrementAndGet();
            }
        } catch (Exception e) {
            faults.add(seed + " " + target.form() + ": no answer: " + e);
        } finally {
            lock.unlock();
        }
    }

    private Answer ask(Mutations.Asked asked, String user, Mutations.Sent sent) throws Exception {
        URI uri;
        try {
            uri = URI.create("http://localhost:" + port + asked.path());
        } catch (IllegalArgumentException noUri) {
            return askAsItIs(asked, user, sent);
        }
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri)
                        .timeout(Duration.ofSeconds(120))
                        .header("Authorization", basic(user))
                        .header("Content-Type", sent.contentType())
                        .method(asked.method(), HttpRequest.BodyPublishers.ofByteArray(sent.body()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
    }

    /** An address that is none: no library sends it. */
    private Answer askAsItIs(Mutations.Asked asked, String user, Mutations.Sent sent) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(120_000);
            String head = asked.method() + " " + asked.path() + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Authorization: " + basic(user) + "\r\nContent-Type: " + sent.contentType()
                    + "\r\nContent-Length: " + sent.body().length + "\r\n\r\n";
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.UTF_8));
            try {
                out.write(sent.body());
                out.flush();
            } catch (IOException closed) {
                // Answered before all was read.
            }
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(Integer.parseInt(answer.substring(9, 12)), answer.substring(answer.indexOf("\r\n\r\n")));
        }
    }

    private record Answer(int status, String body) {}

    private Tally tally(Target target) {
        return byForm.computeIfAbsent(target.form(), f -> new Tally());
    }

    private void judge(long seed, Target target, Mutations.Asked asked, Mutations.Sent sent, Answer answer) {
        int status = answer.status();
        byStatus.computeIfAbsent(status, s -> new AtomicInteger()).incrementAndGet();
        tally(target).sent.incrementAndGet();
        String told = answer.body();
        if (status < 300) {
            accepted.incrementAndGet();
            if (asked.method().equals("POST")) {
                tally(target).accepted.incrementAndGet();
                targets.remove(target);
                if (target.isStart()) {
                    targets.add(target.answered());
                }
            }
            return;
        }
        refused.incrementAndGet();
        boolean sentence = (told.contains("\"message\"") || told.contains("\"detail\"")) && told.length() > 30;
        if (status >= 500 || !sentence || TECHNICAL.matcher(told).find()) {
            faults.add(seed + " " + target.form() + " " + asked + " " + status + " " + shortened(told) + " ← "
                    + shortened(new String(sent.body(), StandardCharsets.UTF_8)));
        }
        if ((status == 409 || status == 404) && asked.path().equals(target.path())) {
            targets.remove(target);
        }
    }

    /** Compares with the time before, unless something was accepted since, which changes things. */
    private void compare(long seed) {
        oneMoment.writeLock().lock();
        try {
            int whichChanged = accepted.getAndSet(0);
            int which = refused.getAndSet(0);
            Map<String, String> now = stored.now();
            if (whichChanged == 0) {
                List<String> changed = WhatIsStored.differences(standing, now);
                if (changed.isEmpty()) {
                    seenToChangeNothing.addAndGet(which);
                } else {
                    faults.add("Up to " + seed + " refused submissions changed something: " + changed);
                }
            }
            standing = now;
        } finally {
            oneMoment.writeLock().unlock();
        }
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":pathways").getBytes(StandardCharsets.UTF_8));
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "·");
        return line.length() < 400 ? line : line.substring(0, 400) + "…";
    }
}
