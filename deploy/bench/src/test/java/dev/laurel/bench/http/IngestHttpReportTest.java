package dev.laurel.bench.http;

import java.util.List;
import java.util.Map;

import dev.laurel.bench.http.IngestHttpReport.Load;
import dev.laurel.bench.http.IngestHttpReport.Processors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class IngestHttpReportTest {

    private static final Load BARE = load(1_000, 2, Map.of());

    @Test
    void holdsEachRoundAgainstTheProducerOfTheSameMinute() {
        IngestHttpReport report = report(load(250, 10, Map.of()), load(500, 4, Map.of()), load(500, 6, Map.of()));

        assertThat(report.text()).contains("rate 0.50 of the bare producer's", "p99 3.0 times");
        assertThat(report.json().at("/ingest/0/per_second").asDouble()).isEqualTo(250);
        assertThat(report.isSound()).isTrue();
    }

    @Test
    void isNotSoundUnlessAllIsAccepted() {
        IngestHttpReport report = report(load(1, 1, Map.of(503, 2)), BARE, BARE);

        assertThat(report.isSound()).isFalse();
        assertThat(report.text()).contains("NOT ACCEPTED, by status: {503=2}");
    }

    @Test
    void theProcessorsTimeIsThatOfAThousandRecordsOfTheWholeRound() {
        Processors before = new Processors(10, 20, 30);
        HttpLoad.Outcome outcome = new HttpLoad.Outcome(2, List.of(1.0, 2.0, 3.0), 0, 4_000, Map.of());

        Load load = Load.of(outcome, new Processors(12, 21, 30.4).since(before), 0.5);

        assertThat(load.cpu()).isEqualTo(0.5);
        assertThat(load.brokerCpu()).isEqualTo(0.25);
        assertThat(load.clientCpu()).isCloseTo(0.1, within(1e-9));
        assertThat(load.perSecond()).isEqualTo(1.5);
        assertThat(load.longest()).isEqualTo(3);
    }

    private static Load load(double perSecond, double p99, Map<Integer, Integer> others) {
        return new Load(perSecond, 1, p99, 20, 0.5, 0.1, 0.2, 1, others);
    }

    private static IngestHttpReport report(Load... ingest) {
        return new IngestHttpReport(
                new IngestHttpOptions(64, ingest.length, 30), 1_000, 900, List.of(ingest), List.of(BARE, BARE, BARE));
    }
}
