package dev.laurel.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.NetworkShape;
import dev.laurel.bench.speed.LengthMix.PairLength;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LengthMixTest {

    @TempDir
    Path dir;

    @Test
    void theFormulaHasTheMeansOfWhatItFits() {
        LengthMix mix = LengthMix.synthetic(2000, 10_000);

        assertThat(mix.pairs().stream().mapToInt(PairLength::chosen).average().orElseThrow())
                .isBetween(730.0, 755.0);
        assertThat(mix.pairs().stream().mapToInt(PairLength::rejected).average().orElseThrow())
                .isBetween(345.0, 360.0);
    }

    @Test
    void theFormulaCutsAndRepeatsItself() {
        assertThat(LengthMix.synthetic(50, 300).sequences())
                .isEqualTo(LengthMix.synthetic(50, 300).sequences())
                .hasSize(100)
                .allMatch(length -> length >= 2 && length <= 300)
                .contains(300);
    }

    @Test
    void pairsOfAFileAreSpreadOverIt() throws IOException {
        Path file = pairs(9);
        try (BenchModel tokenizer = BenchModel.random(NetworkShape.TINY, 1, 64)) {
            LengthMix all = LengthMix.of(file, tokenizer.dir(), 100, 64);
            LengthMix three = LengthMix.of(file, tokenizer.dir(), 3, 64);
            LengthMix cut = LengthMix.of(file, tokenizer.dir(), 100, 5);

            assertThat(all.pairs()).hasSize(9);
            assertThat(all.pairs().get(8).chosen())
                    .isGreaterThan(all.pairs().get(0).chosen());
            assertThat(all.tokens())
                    .isEqualTo(all.sequences().stream().mapToLong(each -> each).sum());
            assertThat(three.pairs())
                    .containsExactly(
                            all.pairs().get(0), all.pairs().get(3), all.pairs().get(6));
            assertThat(cut.sequences()).containsOnly(5);
        }
    }

    @Test
    void aFileWithoutPairsIsRefusedByName() throws IOException {
        Path file = Files.writeString(dir.resolve("empty.jsonl"), "");
        try (BenchModel tokenizer = BenchModel.random(NetworkShape.TINY, 1, 64)) {
            assertThatThrownBy(() -> LengthMix.of(file, tokenizer.dir(), 3, 64))
                    .hasMessageContaining("empty.jsonl holds no pair");
        }
    }

    private Path pairs(int count) throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            rows.add("{\"prompt\": \"Question %d?\", \"chosen\": \"%s\", \"rejected\": \"no\"}"
                    .formatted(i, "yes ".repeat(i).strip()));
        }
        return Files.write(dir.resolve("pairs.jsonl"), rows);
    }
}
