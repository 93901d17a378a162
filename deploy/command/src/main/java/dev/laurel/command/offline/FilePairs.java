package dev.laurel.command.offline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.laurel.command.importing.ImportProgress;
import dev.laurel.command.importing.ImportSummary;
import dev.laurel.command.importing.Importer;
import dev.laurel.command.pairs.ComparedPair;
import dev.laurel.command.pairs.EncodedPairs;
import dev.laurel.command.pairs.Texts;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.PairText;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.train.SeveralJudges;
import dev.laurel.reward.train.SeveralJudges.Opinion;
import dev.laurel.reward.train.SeveralJudges.Share;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.PremadePair;

/**
 * The pairs of a file as a model reads them, taken apart by prompt.
 *
 * @param rows what became of the file's rows
 * @param prompts different prompts on both sides
 * @param unusable pairs that the model's formatting refuses, on both sides, by reason
 * @param leftOut pairs of the training side that too few of the rows about the same answers agree with, by reason
 */
record FilePairs(
        ImportSummary rows,
        int prompts,
        List<EncodedPair> training,
        EncodedPairs heldOut,
        Map<String, Integer> unusable,
        Map<String, Integer> leftOut) {

    /**
     * Reads a file, one row at a time; texts are not kept.
     *
     * @throws OfflineException if nothing is left to train or judge on
     * @throws IOException if the file cannot be read to its end
     */
    static FilePairs read(
            Path file,
            ImportOptions options,
            HoldOut rule,
            SeveralJudges judges,
            RewardText text,
            Consumer<ImportProgress> progress)
            throws IOException {
        EncodedPairs training = new EncodedPairs(text);
        EncodedPairs heldOut = new EncodedPairs(text);
        List<Opinion> opinions = new ArrayList<>();
        Set<String> prompts = new HashSet<>();
        ImportSummary rows = Importer.readPairs(file, options, progress, event -> {
            PairText pair = Texts.ofPremadePair(event);
            ComparedPair compared = ComparedPair.of(event.getTenant() + '/' + event.getPromptId(), pair);
            prompts.add(compared.prompt());
            if (rule.holdsOut(compared.prompt())) {
                heldOut.add(compared, pair);
            } else if (training.add(compared, pair)) {
                opinions.add(opinion(event, opinions.size()));
            }
        });
        Map<String, Integer> unusable = new TreeMap<>(training.unusable());
        heldOut.unusable().forEach((reason, count) -> unusable.merge(reason, count, Integer::sum));
        Map<String, Integer> leftOut = new TreeMap<>();
        List<EncodedPair> weighed = weighed(training.encoded(), judges.shares(opinions), leftOut);
        FilePairs pairs = new FilePairs(rows, prompts.size(), weighed, heldOut, unusable, leftOut);
        pairs.requireBothSides(file, rule);
        return pairs;
    }

    /** Nobody knows whose judgement a row is: each counts as somebody's. */
    private static Opinion opinion(FeedbackEvent event, int row) {
        PremadePair pair = (PremadePair) event.getPayload().orElseThrow();
        List<String> about = Stream.concat(
                        Stream.of(event.getTenant(), event.getPromptId()),
                        Stream.of(pair.getChosen(), pair.getRejected()).sorted())
                .toList();
        return new Opinion(about, pair.getChosen(), "row " + row);
    }

    private static List<EncodedPair> weighed(
            List<EncodedPair> pairs, List<Share> shares, Map<String, Integer> leftOut) {
        List<EncodedPair> weighed = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            EncodedPair pair = pairs.get(i);
            if (shares.get(i) instanceof Share.Taken share) {
                weighed.add(new EncodedPair(
                        pair.chosen(), pair.rejected(), pair.margin(), (float) (pair.weight() * share.factor())));
            } else if (shares.get(i) instanceof Share.LeftOut share) {
                leftOut.merge(share.reason().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
            }
        }
        return List.copyOf(weighed);
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
        String refused =
                unusable.isEmpty() ? "" : System.lineSeparator() + "  refused by the model's formatting: " + unusable;
        return leftOut.isEmpty()
                ? refused
                : refused + System.lineSeparator() + "  left out of the training: " + leftOut;
    }
}
