package dev.laurel.bench.windows;

import java.util.List;

import dev.laurel.bench.series.Samples;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CurriculumTest {

    @Test
    void windowsBringWhatThePlanSays() {
        Curriculum curriculum = Curriculum.of(
                List.of(Samples.source("one", 9), Samples.source("other", 5)), List.of("one", "other", "mix"), 4);

        assertThat(curriculum.nights())
                .extracting(night -> Samples.ids(night.pairs()))
                .containsExactly(
                        List.of("one-0", "one-1", "one-2", "one-3"),
                        List.of("other-0", "other-1", "other-2", "other-3"),
                        List.of("one-4", "other-4", "one-5", "one-6"));
        assertThat(curriculum.sources()).containsExactly("one", "other");
        assertThat(curriculum.firstWindow("other")).isEqualTo(2);
        assertThat(Samples.ids(curriculum.left().get("one"))).containsExactly("one-7", "one-8");
        assertThat(curriculum.left().get("other")).isEmpty();
    }
}
