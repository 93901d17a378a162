package dev.laurel.bench.overhead;

import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class OverheadReportTest {

    @Test
    void whatIsNeitherStepsNorScoringIsOverhead() throws Exception {
        OverheadReport.Window window = OverheadReport.Window.of(
                10,
                new ObjectMapper()
                        .readTree(
                                """
                {"data": {"trained": 120}, "judgement": {"pairs": 40},
                 "timings": {"reading": 0.2, "loading": 0.2, "encoding": 0.1, "steps": 8, "checkpoints": 0.3, "scoring": 0.5}}
                """));

        assertThat(window.overhead()).isCloseTo(0.15, within(1e-9));
        assertThat(window.other()).isCloseTo(0.7, within(1e-9));
        assertThat(new OverheadReport(List.of(window)).isSound()).isFalse();
        assertThat(new OverheadReport(List.of(window)).text()).contains("15.0 %");
    }
}
