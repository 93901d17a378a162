package dev.laurel.command.offline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import dev.laurel.command.importing.ImportProgress;
import dev.laurel.command.importing.ImportSummary;
import dev.laurel.command.importing.Importer;
import dev.laurel.command.pairs.ComparedPair;
import dev.laurel.command.pairs.EncodedPairs;
import dev.laurel.command.pairs.Texts;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.reward.text.PairText;
import dev.laurel.reward.text.RewardText;

/**
 * The pairs of a file as a model reads them, taken apart by prompt.
 *
 * @param rows what became of the file's rows
 * @param prompts different prompts on both sides
 */
record FilePairs(ImportSummary rows, int prompts, EncodedPairs training, EncodedPairs heldOut) {

    /**
     * Reads a file, one row at a time; texts are not kept.
     *
     * @throws OfflineException if nothing is left to train or judge on
     * @throws IOException if the file cannot be read to its end
     */
    static FilePairs read(
            Path file, ImportOptions options, HoldOut rule, RewardText text, Consumer<ImportProgress> progress)
            throws IOException {
        EncodedPairs training = new EncodedPairs(text);
        EncodedPairs heldOut = new EncodedPairs(text);
        Set<String> prompts = new HashSet<>();
        ImportSummary rows = Importer.readPairs(file, options, progress, event -> {
            PairText pair = Texts.ofPremadePair(event);
            ComparedPair compared = ComparedPair.of(event.getTenant() + '/' + event.getPromptId(), pair);
            prompts.add(compared.prompt());
            (rule.holdsOut(compared.prompt()) ? heldOut : training).add(compared, pair);
        });
        FilePairs pairs = new FilePairs(rows, prompts.size(), training, heldOut);
        pairs.requireBothSides(file, rule);
        return pairs;
    }

    private void requireBothSides(Path file, HoldOut rule) {
        if (training.isEmpty() && heldOut.isEmpty()) {
            throw new OfflineException("no usable pair in " + file + System.lineSeparator()
                    + rows.render().strip() + unusableLine());
        }
        if (prompts == 1) {
            throw new OfflineException("all " + rows.usable() + " pairs of " + file
                    + " are of one prompt; training needs at least two, one of them to judge on");
        }
        if (training.isEmpty() || heldOut.isEmpty()) {
            throw new OfflineException("none of the usable pairs of " + file + " is "
                    + (heldOut.isEmpty() ? "held out" : "left to train on") + ": " + prompts + " prompts, share "
                    + rule.share() + ", salt \"" + rule.salt() + "\"; another --hold-out or --salt takes them apart"
                    + unusableLine());
        }
    }

    private String unusableLine() {
        return unusable().isEmpty()
                ? ""
                : System.lineSeparator() + "  refused by the model's formatting: " + unusable();
    }

    /** Pairs that the model's formatting refuses, on both sides, by reason. */
    Map<String, Integer> unusable() {
        Map<String, Integer> unusable = new TreeMap<>(training.unusable());
        heldOut.unusable().forEach((reason, count) -> unusable.merge(reason, count, Integer::sum));
        return unusable;
    }
}
