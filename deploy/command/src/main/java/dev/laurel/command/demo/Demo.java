package dev.laurel.command.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import dev.laurel.command.client.Cluster;
import dev.laurel.command.client.GroupProgress;
import dev.laurel.command.client.ScorerClient;
import dev.laurel.command.client.TopicReader;
import dev.laurel.command.client.TrainerClient;
import dev.laurel.command.console.TrainingProgress;
import dev.laurel.command.demo.Corpus.Lesson;
import dev.laurel.command.importing.ImportSummary;
import dev.laurel.command.importing.Importer;
import dev.laurel.command.local.LocalStack;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Checkout;
import dev.laurel.stack.StackEvent;
import dev.laurel.stack.StackOptions;

import com.fasterxml.jackson.databind.JsonNode;

import static dev.laurel.stack.Part.SCORER;
import static dev.laurel.stack.Part.TRAINER;

/**
 * The flywheel, turned twice: pairs in, a model version out, responses scored by it; then more pairs, a version trained from the first, and more
 * responses scored by that one.
 */
public final class Demo {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String INGEST_GROUP = "laurel-ingest";
    private static final String SCORER_GROUP = "laurel-scorer";

    private final DemoOptions options;
    private final PrintStream out;
    private final Stages stages;
    private volatile StackEvent.Died death;

    public Demo(DemoOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.stages = new Stages(out);
    }

    /**
     * Runs all of it and takes the stack down again.
     *
     * @throws DemoException if a stage does not come to its end
     * @throws dev.laurel.stack.StackException if the stack does not start
     */
    public DemoReport run() throws Exception {
        Checkout checkout = Checkout.find();
        StackOptions stack = options.data()
                .map(data -> StackOptions.keeping(checkout, data))
                .orElseGet(() -> StackOptions.temporary(checkout))
                .ports(options.ports())
                .timeout(options.timeout())
                .listener(this::heard);
        Path work = Files.createDirectories(stack.data().resolve("demo"));
        Corpus corpus = options.pairs().isPresent()
                ? Corpus.of(options.pairs().get(), options.responses().orElseThrow())
                : Corpus.shipped(checkout.root().resolve("deploy/command/src/main/sample"), work, options.seed());
        try (LocalStack running = stages.run(
                "start broker, registry and services",
                () -> LocalStack.start(
                        stack, corpus.lessons().stream().map(Lesson::line).toList(), options.training()))) {
            DemoReport report = turnTwice(running, corpus);
            stages.run("stop all of it", () -> stop(running));
            return report;
        }
    }

    private DemoReport turnTwice(LocalStack running, Corpus corpus) throws Exception {
        Cluster cluster = running.cluster();
        Importer importer = new Importer(cluster.kafka(), cluster.registry(), Clock.systemUTC());
        TrainerClient trainer = new TrainerClient(running.url(TRAINER));
        ScorerClient scorer = new ScorerClient(running.url(SCORER));
        ProbeResponses probes = ProbeResponses.of(corpus);
        List<ImportSummary> imports = new ArrayList<>();
        List<TrainedWindow> windows = new ArrayList<>();
        List<ProbeResponses.Rated> rated = new ArrayList<>();
        try (GroupProgress groups = new GroupProgress(cluster)) {
            for (int window : new int[] {1, 2}) {
                for (Lesson lesson : corpus.lessons()) {
                    imports.add(stages.run(
                            "%s half of the pairs, line %s"
                                    .formatted(
                                            window == 1 ? "first" : "second",
                                            lesson.line().name()),
                            () -> importPairs(importer, groups, lesson, window)));
                }
                for (Lesson lesson : corpus.lessons()) {
                    windows.add(train(trainer, lesson.line().name()));
                }
                stages.run("the scorer takes the champions over", () -> awaitChampions(trainer, scorer, corpus));
                imports.addAll(stages.run(
                        "%s half of the responses scored".formatted(window == 1 ? "first" : "second"),
                        () -> importResponses(importer, groups, corpus, window)));
                rated.addAll(stages.run(
                        "%d probes over HTTP, by each line".formatted(probes.size()), () -> probes.rate(scorer)));
            }
        }
        TopicReader topics = new TopicReader(cluster);
        Census census = stages.run("count every topic", () -> Census.take(topics));
        Provenance provenance = stages.run(
                "follow a reward back to its feedback, and train it again",
                () -> Provenance.of(topics, trainer, census));
        List<HoldOutReport> holdOuts = new ArrayList<>();
        try (Judge judge = new Judge(LocalStack.store(running.stack().data()), options.seed())) {
            for (Lesson lesson : corpus.lessons()) {
                holdOuts.add(stages.run(
                        "judge the versions on the hold-out, line "
                                + lesson.line().name(),
                        () -> judge.judge(lesson.line().name())));
            }
        }
        return DemoReport.of(
                corpus, options.seed(), stages.ended(), imports, windows, census, holdOuts, rated, provenance);
    }

    /** After the first start ever it takes longer: the parts leave their classes behind. */
    private static Void stop(LocalStack running) {
        running.close();
        return null;
    }

    private ImportSummary importPairs(Importer importer, GroupProgress groups, Lesson lesson, int window)
            throws Exception {
        ImportSummary summary =
                importer.importPairs(lesson.pairs(), lesson.half(window, lesson.rows()), progress -> {});
        await("ingest to use all feedback", () -> groups.lag(INGEST_GROUP, Topics.FEEDBACK) == 0);
        return summary;
    }

    private TrainedWindow train(TrainerClient trainer, String line) throws Exception {
        JsonNode window = stages.run("train the next version of line " + line, () -> {
            try (TrainingProgress progress = new TrainingProgress("  " + line)) {
                return trainer.train(line, OptionalInt.of(options.windowPairs()), progress::show);
            }
        });
        if (!window.path("state").asText().equals("done")) {
            throw new DemoException("training of line " + line + " failed: "
                    + TrainerClient.withoutVersion(window).orElse(""));
        }
        JsonNode outcome = window.path("outcome");
        int version = outcome.path("version").asInt();
        return TrainedWindow.of(line, outcome, trainer.manifest(line, version));
    }

    private Void awaitChampions(TrainerClient trainer, ScorerClient scorer, Corpus corpus) {
        for (Lesson lesson : corpus.lessons()) {
            String line = lesson.line().name();
            int champion = trainer.models(line).path("champion").asInt();
            if (champion == 0) {
                throw new DemoException("the gate held back the first version of line " + line
                        + ", so nothing can be scored; more pairs or passes may help (--window-pairs, --epochs)");
            }
            await(
                    "the scorer to use version " + champion + " of line " + line,
                    () -> scorer.activeVersion(line).orElse(0) == champion);
        }
        return null;
    }

    private List<ImportSummary> importResponses(Importer importer, GroupProgress groups, Corpus corpus, int window)
            throws IOException {
        long rows = corpus.responseRows();
        List<ImportSummary> summaries = new ArrayList<>();
        for (Lesson lesson : corpus.lessons()) {
            summaries.add(importer.importResponses(corpus.responses(), lesson.half(window, rows), progress -> {}));
        }
        await("the scorer to score all responses", () -> groups.lag(SCORER_GROUP, Topics.RESPONSES) == 0);
        return summaries;
    }

    private void heard(StackEvent event) {
        if (event instanceof StackEvent.Died died) {
            death = died;
        }
    }

    private void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (death != null) {
                throw new DemoException("while waiting for " + what + ": " + death);
            }
            if (Instant.now().isAfter(deadline)) {
                throw new DemoException("waited " + PATIENCE.toMinutes() + " minutes for " + what);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
