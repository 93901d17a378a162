package dev.laurel.command.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.laurel.command.Shell;
import dev.laurel.command.Shell.Ended;
import dev.laurel.command.console.Exit;
import dev.laurel.reward.RewardModel;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.reward.text.FormattingProfile;
import dev.laurel.reward.text.FormattingRule;
import dev.laurel.reward.text.Message;
import dev.laurel.reward.text.TokenSequence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TrainFileCommandTest {

    private static final int PAIRS = 60;
    private static final Path GOLDEN =
            Path.of(System.getProperty("laurel.root"), "reward-model", "src", "test", "resources", "golden");

    @TempDir
    private Path directory;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void learnsWhatTheFilePrefersAndSaysSo() throws IOException {
        Path out = directory.resolve("model");

        Ended ended = train(PairFile.polite(directory.resolve("pairs.jsonl"), PAIRS), "--out", out, "--epochs", 4);

        assertThat(ended.err()).isEmpty();
        assertThat(ended.exit()).isEqualTo(Exit.OK);
        assertThat(ended.out())
                .contains("60 usable")
                .contains("Trained starter on")
                .contains("Saved in " + out);
        JsonNode report = json.readTree(out.resolve("training-report.json").toFile());
        assertThat(report.at("/hold_out/pairs").asInt()
                        + report.at("/training/pairs").asInt())
                .isEqualTo(PAIRS);
        assertThat(report.at("/hold_out/accuracy/trained/all/accuracy").asDouble())
                .isEqualTo(1);
        assertThat(report.at("/hold_out/rewards/trained/mean_margin").asDouble())
                .isGreaterThan(report.at("/hold_out/rewards/base/mean_margin").asDouble() + 1);
        assertThat(report.at("/hold_out/accuracy/longer_answer/all/accuracy").asDouble())
                .isEqualTo(1);
    }

    @Test
    void neverTrainsOnTheHoldOut() throws IOException {
        Path plain = PairFile.polite(directory.resolve("plain.jsonl"), PAIRS);
        Path heldOutFlipped = PairFile.write(directory.resolve("held-out.jsonl"), PAIRS, PairFile::isHeldOut);
        Path oneTrainedFlipped =
                PairFile.write(directory.resolve("trained.jsonl"), PAIRS, number -> number == firstTrainedOn());

        String digest = digest(plain);

        assertThat(digest(heldOutFlipped)).isEqualTo(digest);
        assertThat(digest(oneTrainedFlipped)).isNotEqualTo(digest);
    }

    private static int firstTrainedOn() {
        return Stream.iterate(0, number -> number + 1)
                .filter(number -> !PairFile.isHeldOut(number))
                .findFirst()
                .orElseThrow();
    }

    private String digest(Path pairs) throws IOException {
        Path out = directory.resolve(pairs.getFileName() + ".model");
        Ended ended = train(pairs, "--out", out, "--json");
        assertThat(ended.exit()).isEqualTo(Exit.OK);
        return json.readTree(ended.out()).path("weight_digest").asText();
    }

    @Test
    void theSavedModelGivesTheRewardsOfTheReport() throws IOException {
        Path out = directory.resolve("model");
        JsonNode report =
                json.readTree(train(PairFile.polite(directory.resolve("pairs.jsonl"), PAIRS), "--out", out, "--json")
                        .out());

        RewardScale scale = HuggingFaceDirectory.open(out).scale();
        assertThat(scale.mean()).isEqualTo(report.at("/scale/mean").asDouble());
        assertThat(scale.mean())
                .isEqualTo(report.at("/hold_out/rewards/trained/mean").asDouble());
        assertThat(scale.std())
                .isEqualTo(report.at("/hold_out/rewards/trained/std").asDouble());
        try (Engine engine = Engine.start(EngineOptions.defaults());
                RewardModel model = RewardModel.load(out, engine)) {
            assertThat(model.weightDigest())
                    .isEqualTo(report.path("weight_digest").asText());
            Path again = directory.resolve("again");
            model.saveAs(again);
            List<TokenSequence> texts = List.of(model.text()
                    .encode(List.of(new Message("user", "Why?"), new Message("assistant", "Because it is so."))));
            try (RewardModel reloaded = RewardModel.load(again, engine)) {
                assertThat(reloaded.score(texts)).isEqualTo(model.score(texts));
            }
        }
    }

    @Test
    void theFormattingItTrainedWithGoesWithTheModel() throws IOException {
        Path out = directory.resolve("model");

        Ended ended = train(
                PairFile.polite(directory.resolve("pairs.jsonl"), PAIRS),
                "--out",
                out,
                "--max-tokens",
                48,
                "--formatting",
                "trl");

        assertThat(ended.exit()).isEqualTo(Exit.OK);
        assertThat(FormattingProfile.load(out)).isEqualTo(new FormattingProfile(FormattingRule.TRL, 48));
    }

    @Test
    void countsWhatItRefusesAndWhy() throws IOException {
        Path pairs = PairFile.polite(directory.resolve("pairs.jsonl"), PAIRS);
        List<String> rows = new ArrayList<>(Files.readAllLines(pairs));
        String far = "far ".repeat(300);
        rows.add("{\"prompt\": \"Where?\", \"chosen\": \"" + far + "east\", \"rejected\": \"" + far + "west\"}");
        rows.add("{\"prompt\": \"Who?\", \"chosen\": \"I\"}");
        Files.write(pairs, rows);

        Ended ended = train(pairs, "--out", directory.resolve("model"));

        assertThat(ended.out())
                .contains("1  refused: field missing")
                .contains("line 62: rejected is missing")
                .contains("refused by the model's formatting: {equal_after_truncation=1}");
    }

    @Test
    void rowsOfTheSameAnswersAreWeighedAsAsked() throws IOException {
        Path pairs = PairFile.polite(directory.resolve("pairs.jsonl"), PAIRS);
        Path judgedAgain =
                PairFile.write(directory.resolve("again.jsonl"), PAIRS, number -> number == firstTrainedOn());
        List<String> rows = new ArrayList<>(Files.readAllLines(pairs));
        String scored = ", \"chosen_score\": 5, \"rejected_score\": 1}";
        rows.add(rows.get(firstTrainedOn()).replace("}", scored));
        rows.add(Files.readAllLines(judgedAgain).get(firstTrainedOn()));
        Files.write(pairs, rows);

        JsonNode sum = json.readTree(
                train(pairs, "--out", directory.resolve("sum"), "--json").out());
        JsonNode each =
                json.readTree(train(pairs, "--out", directory.resolve("each"), "--several-judges", "each", "--json")
                        .out());
        Ended majority = train(pairs, "--out", directory.resolve("majority"), "--several-judges", "majority");

        assertThat(sum.path("several_judges").asText()).isEqualTo("SUM");
        assertThat(each.path("several_judges").asText()).isEqualTo("EACH");
        assertThat(each.at("/training/pairs")).isEqualTo(sum.at("/training/pairs"));
        assertThat(each.path("weight_digest")).isNotEqualTo(sum.path("weight_digest"));
        assertThat(majority.out())
                .contains("left out of the training: {outvoted=1}", "50 pairs (several judges: majority)");
    }

    @Test
    void aCausalLanguageModelGetsAHeadAndHasNothingToBeComparedWith() throws IOException {
        Path base = Files.createDirectory(directory.resolve("base"));
        for (Path part : List.of(GOLDEN.resolve("checkpoints/llama_causal_bf16"), GOLDEN.resolve("tokenizer/bpe512"))) {
            try (Stream<Path> files = Files.list(part)) {
                for (Path file : files.toList()) {
                    Files.copy(file, base.resolve(file.getFileName()));
                }
            }
        }
        Path out = directory.resolve("model");

        Ended ended = train(
                PairFile.polite(directory.resolve("pairs.jsonl"), PAIRS), "--model", base, "--out", out, "--json");

        assertThat(ended.err()).isEmpty();
        JsonNode report = json.readTree(ended.out());
        assertThat(report.at("/hold_out/accuracy").has("base")).isFalse();
        assertThat(report.at("/hold_out/accuracy").has("trained")).isTrue();
        assertThat(report.at("/options/learning_rate").asDouble()).isEqualTo(1e-5);
        assertThat(HuggingFaceDirectory.open(out).hasHead()).isTrue();
    }

    @Test
    void anAdapterIsTrainedSavedAndTrainedOn() throws IOException {
        Path pairs = PairFile.polite(directory.resolve("pairs.jsonl"), PAIRS);
        Path base = directory.resolve("base");
        Path merged = directory.resolve("merged");
        Path adapter = directory.resolve("adapter");
        Path further = directory.resolve("further");
        train(pairs, "--out", base);

        Ended first = train(
                pairs,
                "--model",
                base,
                "--lora-rank",
                4,
                "--lora-targets",
                "q_proj,v_proj",
                "--gradient-checkpointing",
                "--learning-rate",
                "1e-3",
                "--out",
                merged,
                "--adapter-out",
                adapter);
        Ended second = train(pairs, "--model", adapter, "--learning-rate", "1e-3", "--adapter-out", further);

        assertThat(first.err() + second.err()).isEmpty();
        JsonNode report = json.readTree(adapter.resolve("training-report.json").toFile());
        assertThat(report.at("/options/lora/targets/1").asText()).isEqualTo("v_proj");
        assertThat(report.at("/options/gradient_checkpointing").asBoolean()).isTrue();
        try (Engine engine = Engine.start(EngineOptions.defaults());
                RewardModel whole = RewardModel.load(merged, engine);
                RewardModel adapted = RewardModel.load(adapter, engine);
                RewardModel adaptedFurther = RewardModel.load(further, engine)) {
            List<TokenSequence> texts =
                    List.of(whole.text().encode(List.of(new Message("user", "Why?"), new Message("assistant", "So."))));
            float reward = whole.score(texts)[0];
            assertThat(adapted.score(texts)[0]).isCloseTo(reward, within(1e-5f));
            assertThat(adaptedFurther.score(texts)[0]).isNotCloseTo(reward, within(1e-5f));
        }
    }

    private static Ended train(Path pairs, Object... options) {
        Object[] words = new Object[options.length + 2];
        words[0] = "train-file";
        words[1] = pairs;
        System.arraycopy(options, 0, words, 2, options.length);
        return Shell.run(words);
    }
}
