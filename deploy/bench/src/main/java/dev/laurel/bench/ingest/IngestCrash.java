package dev.laurel.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import dev.laurel.bench.ingest.Publication.Route;
import dev.laurel.bench.kit.Await;
import dev.laurel.bench.kit.CaughtUp;
import dev.laurel.bench.kit.Progress;

/**
 * Kills ingest and its broker while clients publish, and accounts for every record that was accepted. The measure is what the same records come to, in
 * another order, in an ingest that nobody disturbs. What refers to something that never comes waits until everything has come; then ingest is started
 * with a patience of a second, killed once more, and gives it up.
 */
public final class IngestCrash {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration GIVING_UP = Duration.ofMinutes(1);
    private static final Duration IMPATIENT = Duration.ofSeconds(1);
    private static final int LARGEST_REQUEST = 100;
    private static final double SECONDS_MIXED = 20;
    private static final String WAITING = "laurel_ingest_waiting";
    private static final String DUPLICATES = "laurel_ingest_duplicates_total";

    private final IngestCrashOptions options;
    private final Progress progress;
    private final Mix mix;
    private final Map<String, List<String>> faults = new TreeMap<>();

    public IngestCrash(IngestCrashOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
        this.mix = new Mix(options.seed(), (int) (options.rate() * SECONDS_MIXED));
    }

    /** How many steps there are. */
    static int steps(IngestCrashOptions options) {
        return options.kills() + 5;
    }

    public IngestCrashReport run() throws IOException, InterruptedException {
        progress.next("start broker, registry and ingest");
        try (IngestStack stack = stack("crash")) {
            Door door = new Door(stack.ingest().url());
            IngestKiller killer = new IngestKiller(stack, options);
            try (Clients clients = new Clients(mix, door, options.clients(), options.rate(), options.seed())) {
                killer.run(kill -> progress.next("kill " + kill));
                clients.finish(PATIENCE);
                expect(clients.refused() == 0, "refused as wrong", clients.refused() + " records");
            }
            int ended = stack.ingest().starts() - 1 - killer.kills().size();
            List<Publication> accepted = mix.accepted();
            progress.next("let go what waits in vain");
            long waited = giveUp(stack, accepted);
            Holdings holdings = Holdings.read(stack.cluster());
            progress.next("the same without failures");
            Accounts.Found found = Accounts.of(accepted, holdings, undisturbed(accepted));
            found.faults().forEach((what, which) -> faults.computeIfAbsent(what, key -> new ArrayList<>())
                    .addAll(which));
            progress.next("send everything again");
            long sentAgain = sendAgain(stack, accepted, holdings.pairRecords());
            return new IngestCrashReport(
                    options,
                    killer.kills(),
                    killer.brokerKills(),
                    ended,
                    door.statuses(),
                    mix.prompts(),
                    accepted.size(),
                    found.classes(),
                    waited,
                    holdings.pairs().size(),
                    sentAgain,
                    faults);
        }
    }

    private IngestStack stack(String name) {
        Optional<Path> data = options.data().map(directory -> directory.resolve(name));
        return new IngestStack(data, options.settings());
    }

    private void expect(boolean holds, String what, String which) {
        if (!holds) {
            faults.computeIfAbsent(what, key -> new ArrayList<>()).add(which);
        }
    }

    /** Waits until all is quiet, and has ingest set aside what it waits for in vain. */
    private long giveUp(IngestStack stack, List<Publication> accepted) {
        stack.ingest().awaitRunning();
        CaughtUp.await(stack.cluster());
        Holdings before = Holdings.read(stack.cluster());
        long forPrompt = Accounts.waitingForPrompt(accepted, before);
        long inLedgers = Accounts.waitingInLedgers(accepted, before);
        double waitForPrompt = stack.ingest().metric(WAITING, "for=\"prompt\"");
        double waitInLedgers = stack.ingest().metric(WAITING, "") - waitForPrompt;
        expect(waitForPrompt == forPrompt, "wait for a prompt, and should be " + forPrompt, "" + waitForPrompt);
        expect(waitInLedgers == inLedgers, "wait in ledgers, and should be " + inLedgers, "" + waitInLedgers);
        stack.restartIngest(IMPATIENT);
        stack.ingest().awaitRunning();
        stack.ingest().kill();
        stack.ingest().awaitRunning();
        awaitNothingWaiting(stack.ingest());
        CaughtUp.await(stack.cluster());
        return forPrompt + inLedgers;
    }

    private void awaitNothingWaiting(IngestProcess ingest) {
        try {
            Await.until("nothing to wait", GIVING_UP, () -> ingest.metric(WAITING, "") == 0);
        } catch (IllegalStateException e) {
            expect(false, "wait after everything was given up", "" + ingest.metric(WAITING, ""));
        }
    }

    /** What the same records come to in another order, those last that are to come after others. What waits in vain is in no pair, and still waits. */
    private Holdings undisturbed(List<Publication> accepted) {
        List<Publication> shuffled = new ArrayList<>(accepted);
        Collections.shuffle(shuffled, new Random(options.seed()));
        try (IngestStack stack = stack("undisturbed")) {
            Door door = new Door(stack.ingest().url());
            deliver(
                    door,
                    shuffled.stream().filter(record -> record.after().isEmpty()).toList());
            deliver(
                    door,
                    shuffled.stream()
                            .filter(record -> record.after().isPresent())
                            .toList());
            CaughtUp.await(stack.cluster());
            return Holdings.read(stack.cluster());
        }
    }

    /** Ingest knows all that it has counted: sent again, it changes nothing, and every one is found to be a repetition. */
    private long sendAgain(IngestStack stack, List<Publication> accepted, long pairRecords) {
        List<Publication> counted = accepted.stream()
                .filter(record -> record.fate() == Fate.COUNTED || record.fate() == Fate.PAIRED)
                .toList();
        double before = stack.ingest().metric(DUPLICATES, "");
        deliver(new Door(stack.ingest().url()), counted);
        CaughtUp.await(stack.cluster());
        double repeated = stack.ingest().metric(DUPLICATES, "") - before;
        expect(
                repeated == counted.size(),
                "records found to be repetitions, of %,d sent again".formatted(counted.size()),
                "" + repeated);
        long after = Holdings.read(stack.cluster()).pairRecords();
        expect(after == pairRecords, "records about pairs because of repetitions", "" + (after - pairRecords));
        return counted.size();
    }

    private static void deliver(Door door, List<Publication> records) {
        for (Route route : Route.values()) {
            List<Publication> some =
                    records.stream().filter(record -> record.route() == route).toList();
            for (int from = 0; from < some.size(); from += LARGEST_REQUEST) {
                List<Publication> request = some.subList(from, Math.min(some.size(), from + LARGEST_REQUEST));
                if (!door.deliver(request, () -> true)) {
                    throw new IllegalStateException("refused as wrong, in a request from %s: %s"
                            .formatted(request.get(0).id(), door.statuses()));
                }
            }
        }
    }
}
