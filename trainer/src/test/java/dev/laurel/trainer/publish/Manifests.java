package dev.laurel.trainer.publish;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.laurel.reward.checkpoint.LoraConfig;
import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.reward.train.SeveralJudges;
import dev.laurel.reward.train.StepReport;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.schema.Line;
import dev.laurel.trainer.promotion.Contestant;
import dev.laurel.trainer.promotion.Decision;
import dev.laurel.trainer.promotion.HeldOutPair;
import dev.laurel.trainer.promotion.Judge;
import dev.laurel.trainer.promotion.Judgement;
import dev.laurel.trainer.train.Averaging;
import dev.laurel.trainer.train.Environment;
import dev.laurel.trainer.window.Notice;
import dev.laurel.trainer.window.OffsetSpan;
import dev.laurel.trainer.window.Replay;
import dev.laurel.trainer.window.ReplayOptions;
import dev.laurel.trainer.window.SizeLimit;
import dev.laurel.trainer.window.UntrainablePairs;
import dev.laurel.trainer.window.Window;
import dev.laurel.trainer.window.WindowPairs.Unreadable;

/** Manifests for tests. */
public final class Manifests {

    private Manifests() {}

    public static Manifest promoted(int version, Optional<Integer> parent) {
        return of(version, parent, new Decision(true, "promoted: better", List.of()), Map.of(), List.of());
    }

    private static Judgement judgement(Optional<Integer> rival) {
        List<PairScore> scores = List.of(new PairScore(1, 0), new PairScore(0.5f, 0.75f));
        Map<String, PairScore> anchors = Map.of("a", scores.get(0));
        RewardScale scale = new RewardScale(0.5, 2);
        return new Judge(new Bootstrap(10, 0.9, 1), 1, List.of(0.0))
                .judge(
                        List.of(
                                new HeldOutPair("p", 9, 7, false, Map.of("language", "en")),
                                new HeldOutPair("q", 5, 8, false, Map.of("language", "zh"))),
                        new Contestant(rival, scores, anchors, scale),
                        new Contestant(Optional.empty(), scores, anchors, scale),
                        Optional.of(new Contestant(Optional.of(1), scores, anchors, scale)));
    }

    public static Manifest of(
            int version,
            Optional<Integer> parent,
            Decision decision,
            Map<String, String> archives,
            List<String> withdrawn) {
        return new Manifest(
                "plain",
                version,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                parent.map(number -> new Manifest.Parent(number, "digest of " + number)),
                new Manifest.Base("starter", "digest of the starter"),
                Manifest.Selection.of(new Line("plain", Set.of("acme"), Set.of())),
                new Window(
                        "topic-id",
                        List.of(new OffsetSpan(0, 5, 9)),
                        List.of(new OffsetSpan(0, 3, 5)),
                        1,
                        Optional.of(SizeLimit.ofPairs(9)),
                        Optional.of(SizeLimit.End.PAIRS)),
                new Manifest.Data(
                        3,
                        2,
                        1,
                        Map.of("equal", 1),
                        withdrawn,
                        List.of(new Unreadable(0, 6, "no value")),
                        List.of(new Notice(Notice.Kind.OFFSETS_EXPIRED, "partition 0")),
                        archives,
                        1,
                        new UntrainablePairs(
                                Map.of("number", 1),
                                List.of(UntrainablePairs.Pair.of("bad\n<pair>", "number", "margin Infinity")))),
                new Manifest.Replayed(
                        new ReplayOptions(0.5, 100, 5_000),
                        2,
                        90,
                        60,
                        List.of(new Replay.Stratum(1, "chat/RATING/en", 7, 2))),
                new HoldOut(0.1, "salt"),
                TrainingOptions.DEFAULTS.withLora(LoraConfig.DEFAULT),
                SeveralJudges.MAJORITY,
                new Manifest.Text(Map.of("tokenizer.json", "digest")),
                new Environment(
                        "cpu",
                        2,
                        "FLOAT32",
                        "PyTorch 2.7.1",
                        "17",
                        "Linux",
                        Map.of("djl", "0.35.1"),
                        Map.of("MKL_DYNAMIC", "false")),
                List.of(new StepReport(1, 0.69, 0.5, 0, 1, 1e-4, 100, 3)),
                Optional.of(new Averaging(List.of(1), 0.6, 0.5, true)),
                judgement(parent),
                new Manifest.Scale(1, 2, new RewardScale(0.5, 2), Map.of()),
                decision,
                new Manifest.Timings(2.9, 0.1, 0.3, 0.05, 1.8, 0.1, 0.2),
                "digest of " + version,
                Optional.empty());
    }
}
