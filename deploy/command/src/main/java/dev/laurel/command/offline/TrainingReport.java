package dev.laurel.command.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.laurel.command.console.Count;
import dev.laurel.command.importing.ImportSummary;
import dev.laurel.command.offline.Fitting.Fitted;
import dev.laurel.reward.engine.EngineDescription;
import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.reward.text.FormattingProfile;
import dev.laurel.reward.train.SeveralJudges;
import dev.laurel.reward.train.TrainingOptions;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/**
 * What a training from a file was made of, and what came of it; saved with the model as {@code training-report.json}.
 *
 * @param rows what became of the file's rows
 * @param fileDigest SHA-256 of the file
 * @param unusable pairs that the formatting refuses, by reason
 * @param leftOut pairs that too few of the rows about the same answers agree with, by reason
 * @param base where it began
 * @param fitted what came of it
 */
public record TrainingReport(
        ImportSummary rows,
        String fileDigest,
        Map<String, Integer> unusable,
        Map<String, Integer> leftOut,
        Model base,
        FormattingProfile formatting,
        HoldOut holdOut,
        TrainingOptions options,
        SeveralJudges severalJudges,
        EngineDescription engine,
        Fitted fitted) {

    /** Name inside the model's directory. */
    public static final String FILE = "training-report.json";

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new Jdk8Module())
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    /** A model and the SHA-256 of its weights. */
    public record Model(String name, String weightDigest) {}

    void write(Path directory) throws IOException {
        Files.writeString(directory.resolve(FILE), json().toPrettyString() + "\n");
    }

    /** The report for programs; no texts. */
    public ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        json.set("file", rows.toJson().put("sha256", fileDigest));
        json.set("unusable", JSON.valueToTree(unusable));
        json.set("left_out", JSON.valueToTree(leftOut));
        json.set("base", JSON.valueToTree(base));
        json.set("formatting", JSON.valueToTree(formatting));
        json.set("options", JSON.valueToTree(options));
        json.put("several_judges", severalJudges.name());
        json.putObject("engine")
                .put("name", engine.engine())
                .put("device", engine.device())
                .put("threads", engine.threads())
                .put("dtype", engine.dtype().name());
        json.putObject("training")
                .put("pairs", fitted.pairs())
                .put("steps", fitted.steps())
                .put("seconds", fitted.seconds())
                .put("tokens_per_second", fitted.tokensPerSecond());
        ObjectNode rule = JSON.valueToTree(holdOut);
        json.set("hold_out", rule.setAll(fitted.accuracy().json()));
        json.set("scale", JSON.valueToTree(fitted.scale()));
        json.put("weight_digest", fitted.weightDigest());
        return json;
    }

    /** The report for people. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(rows.render().stripTrailing());
        if (!unusable.isEmpty()) {
            lines.add("  refused by the model's formatting: " + unusable);
        }
        if (!leftOut.isEmpty()) {
            lines.add("  left out of the training: " + leftOut);
        }
        lines.add(format(
                "Trained %s on %s (several judges: %s): %s in %.0f s, %,.0f tokens/s.",
                base.name(),
                Count.of(fitted.pairs(), "pair"),
                severalJudges.name().toLowerCase(Locale.ROOT),
                Count.of(fitted.steps(), "step"),
                fitted.seconds(),
                fitted.tokensPerSecond()));
        lines.add("");
        lines.add(format(
                "Accuracy on %s of %s it was not trained on, with 95 %% intervals over prompts:",
                Count.of(fitted.accuracy().pairs(), "pair"),
                Count.of(fitted.accuracy().prompts(), "prompt")));
        lines.addAll(fitted.accuracy().lines());
        lines.add("");
        fitted.saved().forEach(target -> lines.add("Saved in " + target));
        lines.add("Weights " + fitted.weightDigest());
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
