package dev.laurel.bench.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.laurel.bench.kit.Spread;
import dev.laurel.command.console.Findings;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What accepting feedback over HTTP costs, beside a bare producer of the same records.
 *
 * @param bodyBytes of a request
 * @param recordBytes of the record that comes of it
 */
public record IngestHttpReport(
        IngestHttpOptions options, int bodyBytes, int recordBytes, List<Load> ingest, List<Load> producer)
        implements Findings {

    /**
     * One round of one of the two.
     *
     * @param p50 and {@code p99} and {@code longest}: from request to answer, in milliseconds
     * @param cpu seconds of the processor that 1,000 records take in ingest, from the request to the commit of what came of it; none of the bare producer
     * @param brokerCpu those of the broker
     * @param clientCpu those of the process that sends
     * @param catchingUp seconds from the last answer until ingest had committed all
     * @param others requests that were answered with another status than 202, by status; 0 where no answer came
     */
    public record Load(
            double perSecond,
            double p50,
            double p99,
            double longest,
            double cpu,
            double brokerCpu,
            double clientCpu,
            double catchingUp,
            Map<Integer, Integer> others) {

        static Load of(HttpLoad.Outcome outcome, Processors used, double catchingUp) {
            double thousands = outcome.all() / 1e3;
            return new Load(
                    outcome.responsesPerSecond(),
                    outcome.quantile(0.5),
                    outcome.quantile(0.99),
                    outcome.quantile(1),
                    used.ingest() / thousands,
                    used.broker() / thousands,
                    used.client() / thousands,
                    catchingUp,
                    outcome.others());
        }
    }

    /** Seconds of the processor that processes have used. */
    record Processors(double ingest, double broker, double client) {

        static Processors of(ProcessHandle ingest, ProcessHandle broker) {
            return new Processors(seconds(ingest), seconds(broker), seconds(ProcessHandle.current()));
        }

        Processors since(Processors before) {
            return new Processors(ingest - before.ingest, broker - before.broker, client - before.client);
        }

        private static double seconds(ProcessHandle process) {
            return process.info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
        }
    }

    /** Whether everything was accepted. */
    @Override
    public boolean isSound() {
        return ingest.stream().allMatch(load -> load.others().isEmpty());
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("%d connections, requests of %,d bytes, records of %,d; %d s a round, %d rounds (medians)%n%n"
                .formatted(options.connections(), bodyBytes, recordBytes, options.seconds(), options.rounds()));
        text.append(
                "               events/s   p50 ms   p99 ms  longest   CPU s per 1,000 in: ingest  broker  client\n");
        text.append(line("ingest", ingest)).append(line("bare producer", producer));
        text.append(String.format(
                Locale.ROOT,
                "%nrate %.2f of the bare producer's, p99 %.1f times; committed %.1f s after the last answer%n",
                Spread.ofRatios(values(ingest, Load::perSecond), values(producer, Load::perSecond))
                        .median(),
                Spread.ofRatios(values(ingest, Load::p99), values(producer, Load::p99))
                        .median(),
                median(ingest, Load::catchingUp)));
        ingest.stream()
                .filter(load -> !load.others().isEmpty())
                .forEach(load -> text.append("NOT ACCEPTED, by status: %s%n".formatted(load.others())));
        return text.toString();
    }

    private static String line(String what, List<Load> loads) {
        return String.format(
                Locale.ROOT,
                "%-13s  %8.0f  %7.1f  %7.1f  %7.0f  %25.2f  %6.2f  %6.2f%n",
                what,
                median(loads, Load::perSecond),
                median(loads, Load::p50),
                median(loads, Load::p99),
                median(loads, Load::longest),
                median(loads, Load::cpu),
                median(loads, Load::brokerCpu),
                median(loads, Load::clientCpu));
    }

    private static double median(List<Load> loads, ToDoubleFunction<Load> number) {
        return Spread.of(values(loads, number)).median();
    }

    private static List<Double> values(List<Load> loads, ToDoubleFunction<Load> number) {
        return loads.stream().mapToDouble(number).boxed().toList();
    }

    @Override
    public ObjectNode json() {
        ObjectMapper mapper = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        ObjectNode json = mapper.createObjectNode()
                .put("sound", isSound())
                .put("connections", options.connections())
                .put("seconds", options.seconds())
                .put("body_bytes", bodyBytes)
                .put("record_bytes", recordBytes);
        json.set("ingest", mapper.valueToTree(ingest));
        json.set("bare_producer", mapper.valueToTree(producer));
        return json;
    }
}
