package dev.laurel.bench.scorer;

import java.io.StringReader;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScorerSoakReportTest {

    private static final long MIB = 1 << 20;

    @Test
    void isSoundWhereMemoryStaysAndNothingPilesUp() {
        ScorerSoakReport report = report(i -> 900 * MIB + i % 3, i -> 40);

        assertThat(report.isSound()).isTrue();
        assertThat(report.text()).contains("70 % of the 100.0", "20 to  30 %", "900.0", "sound");
    }

    @Test
    void isNotSoundWhereMemoryGrows() {
        assertThat(report(i -> (900 + i) * MIB, i -> 40).isSound()).isFalse();
    }

    @Test
    void isNotSoundWhereTheScorerFallsBehind() {
        assertThat(report(i -> 900 * MIB, i -> 10L * i).isSound()).isFalse();
    }

    @Test
    void drawsAPanelOfEachFigure() throws Exception {
        String svg = report(i -> 900 * MIB, i -> 40).plot();

        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)))
                        .getElementsByTagName("polyline")
                        .getLength())
                .isEqualTo(4);
        assertThat(svg)
                .contains("Resident memory, MiB", "Latency, ms", "Lag, records", ">16.7 min<", ">1,000<", ">250<");
    }

    private static ScorerSoakReport report(IntToLongFunction resident, IntToLongFunction lag) {
        List<SoakSample> samples = IntStream.rangeClosed(1, 100)
                .mapToObj(
                        i -> new SoakSample(10 * i, resident.applyAsLong(i), lag.applyAsLong(i), 700, 60 + i % 2, 200))
                .toList();
        return new ScorerSoakReport("starter", 100, 70, samples);
    }
}
