package dev.laurel.bench.speed;

import java.util.Locale;

import dev.laurel.bench.kit.Spread;
import dev.laurel.reward.engine.EngineDescription;

/** A report for people: a table for each part. */
final class BenchText {

    private static final double MIB = 1 << 20;

    private final BenchReport report;
    private final StringBuilder text = new StringBuilder();

    private BenchText(BenchReport report) {
        this.report = report;
    }

    static String of(BenchReport report) {
        return new BenchText(report).render();
    }

    private String render() {
        EngineDescription engine = report.engine();
        line(
                "%s, %.1f million weights. %s on %s, %d threads, %s.",
                report.model(),
                report.parameters() / 1e6,
                engine.engine(),
                engine.device(),
                engine.threads(),
                engine.dtype().name().toLowerCase(Locale.ROOT));
        report.speed().ifPresent(this::speed);
        report.precision().ifPresent(this::precision);
        report.packing().ifPresent(this::packing);
        report.memory().ifPresent(this::memory);
        if (!report.notMeasured().isEmpty()) {
            title("Not measured");
            report.notMeasured().forEach(reason -> line("  %s", reason));
        }
        return text.toString();
    }

    private void speed(Speed speed) {
        title("Speed at %d × %d tokens".formatted(speed.sequences(), speed.length()));
        line("  matrix product %d³  %s", speed.ceilingSize(), spread("%,.0f", speed.ceilingGflops(), "%,.0f GFLOP/s"));
        line("");
        line("  %-10s%-34s%s", "", "", "share of the matrix product's speed");
        line("  %-10s%-34s%-22s%s", "", "tokens/s", "model FLOPs", "FLOPs computed");
        rate("forward", speed.forward());
        rate("training", speed.training());
        line("");
        line(
                "  Training: %d pairs a step, AdamW included, three forward passes' FLOPs. Model FLOPs count every layer for",
                speed.sequences() / 2);
        line("  every token; of its last layer Laurel computes only what the reward at the last token needs.");
    }

    private void rate(String name, Speed.Rate rate) {
        line(
                "  %-10s%-34s%-22s%s",
                name,
                spread("%,.0f", rate.tokensPerSecond(), "%,.0f"),
                percent(rate.modelShare()),
                percent(rate.computedShare()));
    }

    private void precision(Precision precision) {
        title("bfloat16 against float32 at %d × %d tokens".formatted(precision.sequences(), precision.length()));
        line("  %-10s%-16s%-16s%s", "", "float32", "bfloat16", "times as fast");
        ratio("forward", precision.float32().forward(), precision.bfloat16().forward(), precision.forward());
        ratio("training", precision.float32().training(), precision.bfloat16().training(), precision.training());
        line("");
        line(
                "  The matrix product %d³ is %s as fast in bfloat16 in the same rounds.",
                precision.productSize(), times(precision.product()));
    }

    private void ratio(String name, Spread float32, Spread bfloat16, Spread ratio) {
        line(
                "  %-10s%-16s%-16s%s",
                name, "%,.0f".formatted(float32.median()), "%,.0f".formatted(bfloat16.median()), times(ratio));
    }

    private void packing(Packing packing) {
        title("Packed against padded batches, real tokens/s");
        line(
                "  %d pairs with the lengths of %s: %.0f tokens a sequence, the longest %d.",
                packing.pairs(), packing.source(), packing.meanTokens(), packing.longest());
        line("");
        line(
                "  %-10s%-14s%-26s%-26s%s",
                "", "packed", "padded, as they came", "padded, sorted by length", "packed is faster");
        arrangements("scoring", packing.scoring());
        arrangements("training", packing.training());
        line("");
        line(
                "  Padded batches hold %d sequences (training: %d pairs), filled up to the longest; in brackets the tokens",
                packing.batch(), packing.batch() / 2);
        line("  computed for a real one. The same network computes all three.");
    }

    private void arrangements(String name, Packing.Arrangements arrangements) {
        line(
                "  %-10s%-14s%-26s%-26s%s, %s",
                name,
                "%,.0f".formatted(arrangements.packed().tokensPerSecond().median()),
                padded(arrangements.padded()),
                padded(arrangements.sorted()),
                times(arrangements.overPadded()),
                times(arrangements.overSorted()));
    }

    private static String padded(Packing.Arrangement arrangement) {
        return "%,.0f  (%.2f)".formatted(arrangement.tokensPerSecond().median(), arrangement.tokensPerReal());
    }

    private void memory(Memory memory) {
        title("Peak memory at %d × %d tokens beyond what is loaded, MiB %s"
                .formatted(memory.sequences(), memory.length(), memory.kind()));
        line("  %-44s%,10.0f", "forward", memory.forwardBytes() / MIB);
        line("  %-44s%,10.0f", "training, %d pairs".formatted(memory.sequences() / 2), memory.trainingBytes() / MIB);
        line("  %-44s%,10.0f", "training with gradient checkpointing", memory.checkpointingBytes() / MIB);
    }

    private static String percent(Spread share) {
        return spread("%.0f", new Spread(100 * share.median(), 100 * share.lowest(), 100 * share.highest()), "%.0f %%");
    }

    private static String times(Spread ratio) {
        return spread("%.2f", ratio, "%.2f ×");
    }

    /** The median, and the extremes where they differ. */
    private static String spread(String number, Spread spread, String median) {
        String middle = String.format(Locale.ROOT, median, spread.median());
        if (spread.lowest() == spread.highest()) {
            return middle;
        }
        return middle
                + String.format(Locale.ROOT, " (" + number + "..." + number + ")", spread.lowest(), spread.highest())
                        .replace("...", "..");
    }

    private void title(String title) {
        line("");
        line("%s", title);
        line("%s", "─".repeat(title.length()));
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append(System.lineSeparator());
    }
}
