package dev.laurel.bench.speed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.laurel.command.importing.Importer;
import dev.laurel.command.pairs.Texts;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.reward.text.PairText;
import dev.laurel.reward.text.RewardText;
import dev.laurel.schema.FeedbackEvent;

/**
 * How long preference pairs are, in the order in which they came.
 *
 * @param source where the lengths are from
 */
record LengthMix(String source, List<PairLength> pairs) {

    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;
    private static final double CHOSEN_SCALE = 832;
    private static final double CHOSEN_SHAPE = 1.68;
    private static final double REJECTED_SCALE = 368;
    private static final double REJECTED_SHAPE = 1.13;

    /** Tokens of both sides of a pair. */
    record PairLength(int chosen, int rejected) {

        int longer() {
            return Math.max(chosen, rejected);
        }

        int total() {
            return chosen + rejected;
        }
    }

    LengthMix {
        pairs = List.copyOf(pairs);
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException(source + " holds no pair");
        }
    }

    /**
     * Lengths of Weibull distributions that fit 8,136 pairs of answers to everyday questions (AlpacaEval's annotations).
     *
     * @param cut longest sequence
     */
    static LengthMix synthetic(int count, int cut) {
        List<PairLength> pairs = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            pairs.add(new PairLength(
                    weibull(CHOSEN_SCALE, CHOSEN_SHAPE, evenly(i, GOLDEN_RATIO), cut),
                    weibull(REJECTED_SCALE, REJECTED_SHAPE, evenly(i, Math.sqrt(2)), cut)));
        }
        return new LengthMix("a formula", pairs);
    }

    /** The i-th of numbers that fill (0, 1) evenly and without order. */
    private static double evenly(int i, double step) {
        return (i * step) % 1;
    }

    private static int weibull(double scale, double shape, double share, int cut) {
        double length = scale * Math.pow(-Math.log(1 - share), 1 / shape);
        return (int) Math.max(2, Math.min(cut, Math.round(length)));
    }

    /**
     * Lengths of pairs that are spread evenly over a file.
     *
     * @param tokenizer a model directory whose tokenizer and profile make tokens of text
     */
    static LengthMix of(Path file, Path tokenizer, int count, int cut) throws IOException {
        List<FeedbackEvent> events = new ArrayList<>();
        Importer.readPairs(file, ImportOptions.DEFAULTS, progress -> {}, events::add);
        List<PairLength> pairs = new ArrayList<>();
        try (RewardText text = RewardText.load(tokenizer)) {
            for (int i = 0; i < Math.min(count, events.size()); i++) {
                FeedbackEvent event = events.get((int) ((long) i * events.size() / Math.min(count, events.size())));
                PairText judged = Texts.ofPremadePair(event);
                pairs.add(new PairLength(
                        Math.min(cut, text.encode(judged.chosenConversation()).length()),
                        Math.min(cut, text.encode(judged.rejectedConversation()).length())));
            }
        }
        return new LengthMix(String.valueOf(file.getFileName()), pairs);
    }

    /** Tokens of the answers as they came: of each pair the chosen, then the rejected. */
    List<Integer> sequences() {
        return pairs.stream()
                .flatMap(pair -> Stream.of(pair.chosen(), pair.rejected()))
                .toList();
    }

    long tokens() {
        return pairs.stream().mapToLong(PairLength::total).sum();
    }
}
