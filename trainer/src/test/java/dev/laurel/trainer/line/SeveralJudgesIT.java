package dev.laurel.trainer.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import dev.laurel.reward.train.SeveralJudges;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.Lab;
import dev.laurel.trainer.Pairs;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.reproduce.Finding;
import dev.laurel.trainer.reproduce.Outcome;
import dev.laurel.trainer.reproduce.Reproducer;
import dev.laurel.trainer.reproduce.Reproduction;
import dev.laurel.trainer.train.BaseModel;
import dev.laurel.trainer.train.Progress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Windows in which several people judged the same two answers, on a real broker. */
class SeveralJudgesIT {

    @TempDir
    Path store;

    @Test
    void aWindowGoesOnAndIsReproducedAsItsPlanSays() throws Exception {
        Lab lab = new Lab("several-judges", store).savingEveryStep().weighing(SeveralJudges.SUM);
        lab.publish(judged());
        AtomicReference<Progress> progress = new AtomicReference<>(Progress.reading("w", "several-judges"));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> lab.trainer().window(Optional.empty(), change -> {
                    if (progress.updateAndGet(change).step() == 3) {
                        throw new IllegalStateException("killed");
                    }
                }));

        lab.weighing(SeveralJudges.EACH).trainer().window(Optional.empty(), change -> {});

        assertThat(manifest(lab).severalJudges()).isEqualTo(SeveralJudges.SUM);
        assertThat(reproduce(lab).outcome()).isEqualTo(Outcome.SAME);

        Path file = store.resolve("several-judges/000001").resolve(Manifest.FILE);
        Files.writeString(file, Files.readString(file).replaceFirst("\"several_judges\" : \"SUM\",", ""));
        assertThat(manifest(lab).severalJudges()).isEqualTo(SeveralJudges.EACH);
        assertThat(reproduce(lab).outcome()).isEqualTo(Outcome.DIFFERENT);
    }

    @Test
    void theManifestCountsWhomTheMajorityIsAgainst() throws Exception {
        Lab lab = new Lab("majority", store).weighing(SeveralJudges.MAJORITY);
        lab.publish(judged());

        AtomicReference<Progress> progress = new AtomicReference<>(Progress.reading("w", "majority"));

        lab.trainer().window(Optional.empty(), progress::updateAndGet);

        Manifest.Data data = manifest(lab).data();
        assertThat(data.unusable()).containsOnlyKeys("no_majority").satisfies(unusable -> assertThat(
                        data.trained() + unusable.get("no_majority") + data.heldOut())
                .isEqualTo(judged().size()));
        assertThat(data.setAside().counts()).isEqualTo(data.unusable());
        assertThat(progress.get().setAside()).isEqualTo(data.unusable());
        assertThat(reproduce(lab).outcome()).isEqualTo(Outcome.SAME);
    }

    /** Sixty pairs; on every third of them somebody else is of the other opinion. */
    private static List<PreferencePair> judged() {
        List<PreferencePair> pairs = Pairs.polite(0, 60);
        return IntStream.range(0, pairs.size())
                .boxed()
                .flatMap(i -> i % 3 == 0
                        ? List.of(pairs.get(i), Pairs.alsoJudged(pairs.get(i), "ann", false)).stream()
                        : List.of(pairs.get(i)).stream())
                .toList();
    }

    private static Manifest manifest(Lab lab) throws IOException {
        return lab.versions().store().version(1).orElseThrow().manifest();
    }

    private static Finding reproduce(Lab lab) throws IOException {
        return new Reproducer(lab.versions(), lab.reader(), new BaseModel("tiny", Lab.BASE), Lab.ENGINE)
                .reproduce(1, Reproduction.ALL, change -> {});
    }
}
