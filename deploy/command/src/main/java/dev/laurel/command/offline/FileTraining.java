package dev.laurel.command.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.laurel.command.importing.FileProgress;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.reward.checkpoint.FileDigest;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.reward.text.FormattingProfile;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.train.SeveralJudges;
import dev.laurel.reward.train.TrainingOptions;

/**
 * Fine-tunes a reward model on a file of preference pairs, and judges it on prompts that it did not see.
 *
 * @param file JSON Lines in any form that the importer reads
 * @param rows at most so many rows are read
 * @param model a Hugging Face directory, a PEFT adapter, or {@link #STARTER}
 * @param formatting changes to the model's formatting profile, which are saved with the result
 * @param holdOut the prompts that are judged on and never trained on
 * @param severalJudges what rows of the same two answers weigh
 */
public record FileTraining(
        Path file,
        long rows,
        String model,
        Formatting formatting,
        Outputs outputs,
        HoldOut holdOut,
        TrainingOptions options,
        SeveralJudges severalJudges,
        EngineOptions engine) {

    /** The name of the shipped model. */
    public static final String STARTER = "starter";

    public FileTraining {
        if (rows < 1) {
            throw new IllegalArgumentException("rows to read below 1: " + rows);
        }
    }

    /**
     * Reads, trains, judges and saves, with progress on standard error.
     *
     * @throws OfflineException if files or options do not allow it, or training diverges; nothing is written then
     * @throws dev.laurel.reward.checkpoint.CheckpointException if the model cannot be used
     * @throws IOException if the file cannot be read or the model not written
     */
    public TrainingReport run() throws IOException {
        try (Workspace work = Workspace.beside(outputs.all())) {
            Base base = Base.named(model, options.seed(), work);
            requireSensibleAdapter(base);
            FormattingProfile profile = formatting.over(base.profile());
            base.requirePositionsFor(profile);
            FilePairs pairs = read(work, base, profile);
            try (Engine started = LoadedModel.startEngine(engine)) {
                Fitting fitting = new Fitting(work, outputs, base, profile, options, started);
                TrainingReport report = new TrainingReport(
                        pairs.rows(),
                        FileDigest.of(file),
                        pairs.unusable(),
                        pairs.leftOut(),
                        new TrainingReport.Model(base.name(), base.weightDigest()),
                        profile,
                        holdOut,
                        options,
                        severalJudges,
                        started.describe(),
                        fitting.run(pairs));
                for (Path target : outputs.all()) {
                    report.write(work.prepared(target));
                }
                work.publish();
                return report;
            }
        }
    }

    private void requireSensibleAdapter(Base base) {
        if (base.adapter() && options.lora().isPresent()) {
            throw new OfflineException(
                    base.name() + " is an adapter, which is trained on as it is; leave --lora-rank out");
        }
        if (outputs.adapter().isPresent() && !base.adapter() && options.lora().isEmpty()) {
            throw new OfflineException("--adapter-out needs an adapter: set --lora-rank");
        }
        if (outputs.adapter().isPresent() && base.name().equals(STARTER)) {
            throw new OfflineException(
                    "--adapter-out needs a --model directory for the adapter to belong to; the starter is made anew each time");
        }
    }

    private FilePairs read(Workspace work, Base base, FormattingProfile profile) throws IOException {
        try (RewardText text = RewardText.load(base.textDirectory(), profile);
                FileProgress progress = FileProgress.of("reading", Files.size(file), rows)) {
            return FilePairs.read(file, ImportOptions.DEFAULTS.rows(0, rows), holdOut, severalJudges, text, read -> {
                work.stopIfEnding();
                progress.accept(read);
            });
        }
    }
}
