package dev.laurel.bench.speed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.Progress;
import dev.laurel.bench.kit.ResidentMemory;
import dev.laurel.bench.speed.BenchOptions.Part;
import dev.laurel.reward.engine.Engine;

/** Measures a model on this machine, part after part. */
public final class Bench {

    private static final int MEMORY_MEASUREMENTS = 3;

    private final Engine engine;
    private final BenchModel model;
    private final BenchOptions options;
    private final Progress progress;
    private final List<String> notMeasured = new ArrayList<>();

    /** @param engine whose device and format are measured */
    public Bench(Engine engine, BenchModel model, BenchOptions options, Progress progress) {
        this.engine = engine;
        this.model = model;
        this.options = options;
        this.progress = progress;
    }

    /** How many measurements {@link #run} announces at most. */
    public static int measurements(BenchOptions options) {
        return options.parts().stream()
                .mapToInt(part -> switch (part) {
                    case MEMORY -> MEMORY_MEASUREMENTS;
                    case SPEED, PRECISION -> options.rounds();
                    case PACKING -> 2 * options.mixRounds();
                })
                .sum();
    }

    /** @throws IOException if the file of pairs cannot be read */
    public BenchReport run() throws IOException {
        Optional<LengthMix> mix =
                has(Part.PACKING) ? Optional.of(mix()) : Optional.empty(); // first: the file may be wrong
        Optional<Memory> memory = has(Part.MEMORY) ? memory() : Optional.empty(); // before others leave traces
        List<Part> rest = Stream.of(Part.SPEED, Part.PRECISION, Part.PACKING)
                .filter(part -> has(part) && (part != Part.PRECISION || PrecisionPart.isWorthwhile(engine)))
                .toList();
        Progress plan = rest.isEmpty() ? progress : Plan.of(engine, model, options, rest, mix, progress);
        Optional<Speed> speed =
                has(Part.SPEED) ? Optional.of(SpeedPart.measure(engine, model, options, plan)) : Optional.empty();
        Optional<Precision> precision = has(Part.PRECISION) ? precision(plan) : Optional.empty();
        Optional<Packing> packing = mix.map(found -> PackingPart.measure(engine, model, options, found, plan));
        return new BenchReport(
                engine.describe(), model.name(), model.parameters(), memory, speed, precision, packing, notMeasured);
    }

    private boolean has(Part part) {
        return options.parts().contains(part);
    }

    private LengthMix mix() throws IOException {
        int cut = Math.min(options.cut(), model.backbone().maxTokens());
        return options.pairs().isPresent()
                ? LengthMix.of(options.pairs().get(), model.dir(), options.mixPairs(), cut)
                : LengthMix.synthetic(options.mixPairs(), cut);
    }

    private Optional<Memory> memory() {
        if (engine.onGpu()) {
            return Optional.of(MemoryPart.measure(engine, model, new GpuMemory(engine), progress));
        }
        if (ResidentMemory.peakIsKnown()) {
            return Optional.of(MemoryPart.measure(engine, model, new ResidentMemory(), progress));
        }
        notMeasured.add("memory: this system does not tell how much of a process is resident at its peak");
        return Optional.empty();
    }

    private Optional<Precision> precision(Progress plan) {
        if (!PrecisionPart.isWorthwhile(engine)) {
            notMeasured.add("bfloat16 against float32: this CPU has no matrix instructions for bfloat16");
            return Optional.empty();
        }
        return Optional.of(PrecisionPart.measure(engine.describe(), model, options, plan));
    }
}
