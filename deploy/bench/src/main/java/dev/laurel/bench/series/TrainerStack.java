package dev.laurel.bench.series;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

import dev.laurel.command.client.TopicReader;
import dev.laurel.command.client.TrainerClient;
import dev.laurel.command.local.LocalStack;
import dev.laurel.schema.PreferencePair;
import dev.laurel.stack.Checkout;
import dev.laurel.stack.Part;
import dev.laurel.stack.Ports;
import dev.laurel.stack.StackOptions;

import com.fasterxml.jackson.databind.JsonNode;

/** Broker, registry and trainer as processes of their own, into whose pairs topic an experiment writes. For one thread. */
public final class TrainerStack implements AutoCloseable {

    private static final String ACTOR = "bench";

    private final LocalStack stack;
    private final PairsTopic pairs;

    private TrainerStack(LocalStack stack) {
        this.stack = stack;
        this.pairs = new PairsTopic(stack.cluster());
    }

    /**
     * Starts the processes on free ports.
     *
     * @throws IllegalArgumentException if the directory for the data is there already
     * @throws dev.laurel.stack.StackException if something is missing or does not start
     */
    public static TrainerStack start(TrainerSetup setup) {
        Checkout checkout = Checkout.find();
        StackOptions options = setup.data()
                .map(data -> StackOptions.keeping(checkout, unused(data)))
                .orElseGet(() -> StackOptions.temporary(checkout))
                .ports(Ports.random())
                .parts(EnumSet.of(Part.BROKER, Part.REGISTRY, Part.TRAINER));
        Path base = options.data().resolve("base");
        setup.base().write(base);
        Map<String, String> settings = new HashMap<>(setup.settings());
        settings.put("laurel.trainer.base-model", base.toString());
        settings.put("laurel.trainer.schedule", "off");
        return new TrainerStack(LocalStack.start(options, setup.lines(), settings));
    }

    private static Path unused(Path data) {
        if (Files.exists(data)) {
            throw new IllegalArgumentException(data + " is there already; an experiment needs a new directory");
        }
        return data;
    }

    public TrainerClient trainer() {
        return new TrainerClient(stack.url(Part.TRAINER));
    }

    public TopicReader topics() {
        return new TopicReader(stack.cluster());
    }

    /** The trainer's process; another one after {@link #restartTrainer}. */
    public ProcessHandle trainerProcess() {
        return stack.stack().process(Part.TRAINER);
    }

    /** Starts the trainer again and waits until it answers. */
    public void restartTrainer() {
        stack.stack().restart(Part.TRAINER);
    }

    /** The directory of a line's versions. */
    public Path store(String line) {
        return LocalStack.store(stack.stack().data()).resolve(line);
    }

    /** The directory of the model that every line begins with. */
    public Path base() {
        return stack.stack().data().resolve("base");
    }

    public void publish(List<PreferencePair> published) {
        pairs.publish(published);
    }

    /**
     * Trains the line's next window of all that is published and waits for its end. What the gate holds back is appointed all the same, so
     * that the next window goes on from it.
     *
     * @throws SeriesException if the window gives no version
     */
    public Trained train(String line, Consumer<JsonNode> progress) {
        Trained trained = trainOnly(line, progress);
        if (!trained.promoted()) {
            trainer().promote(line, trained.version(), "the experiment goes on from every version", ACTOR);
        }
        return trained;
    }

    /** As {@link #train}, and the gate has the last word. */
    public Trained trainOnly(String line, Consumer<JsonNode> progress) {
        long startedAt = System.nanoTime();
        JsonNode window = trainer().train(line, OptionalInt.empty(), progress);
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        if (!window.path("state").asText().equals("done")) {
            throw new SeriesException("a window of line " + line + " failed: "
                    + TrainerClient.withoutVersion(window).orElse(""));
        }
        JsonNode outcome = window.path("outcome");
        int version = outcome.path("version").asInt();
        return new Trained(
                version,
                outcome.path("promoted").asBoolean(),
                outcome.path("reason").asText(),
                seconds,
                StoredVersion.at(store(line), version));
    }

    @Override
    public void close() {
        pairs.close();
        stack.close();
    }
}
