package dev.laurel.scorer.watch;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.laurel.scorer.drift.Drift;
import dev.laurel.scorer.drift.DriftRules;
import dev.laurel.scorer.drift.Measure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest drift of each line in each partition of this instance: as metrics, as alarms, and for the health check. Safe for many threads. */
public final class DriftBoard {

    private static final Logger LOG = LoggerFactory.getLogger(DriftBoard.class);

    private final MeterRegistry registry;
    private final DriftRules rules;
    private final Map<Place, Drift> latest = new ConcurrentHashMap<>();

    private record Place(String line, int partition, Measure measure) {

        Tags tags() {
            return Tags.of(
                    "line",
                    line,
                    "partition",
                    Integer.toString(partition),
                    "measure",
                    measure.name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    public DriftBoard(MeterRegistry registry, DriftRules rules) {
        this.registry = registry;
        this.rules = rules;
    }

    public DriftRules rules() {
        return rules;
    }

    /** A window of the line was full. */
    public void report(String line, int partition, Map<Measure, Drift> drift) {
        drift.forEach((measure, now) -> report(new Place(line, partition, measure), now));
    }

    private void report(Place place, Drift drift) {
        if (latest.put(place, drift) == null) {
            Gauge.builder("laurel.scorer.drift.psi", latest, all -> all.get(place)
                            .psi())
                    .description("Population stability index of the last full window against the reference")
                    .tags(place.tags())
                    .register(registry);
            Gauge.builder("laurel.scorer.drift.ks", latest, all -> all.get(place)
                            .ks())
                    .description("Kolmogorov-Smirnov statistic of the last full window against the reference")
                    .tags(place.tags())
                    .register(registry);
        }
        if (rules.isAlarm(drift)) {
            LOG.warn(
                    "drift alarm line={} measure={} partition={} psi={} ks={} window={}",
                    place.line(),
                    place.measure(),
                    place.partition(),
                    drift.psi(),
                    drift.ks(),
                    rules.window());
            registry.counter(
                            "laurel.scorer.drift.alarms",
                            "line",
                            place.line(),
                            "measure",
                            place.measure().name().toLowerCase(java.util.Locale.ROOT))
                    .increment();
        }
    }

    /** The partition is another instance's now. */
    public void forget(int partition) {
        latest.keySet().stream().filter(place -> place.partition() == partition).forEach(place -> {
            for (String name : new String[] {"laurel.scorer.drift.psi", "laurel.scorer.drift.ks"}) {
                Optional.ofNullable(registry.find(name).tags(place.tags()).meter())
                        .map(Meter::getId)
                        .ifPresent(registry::remove);
            }
            latest.remove(place);
        });
    }

    /** The line's largest drift where it is an alarm, for people to read. */
    public Optional<String> alarm(String line) {
        return latest.entrySet().stream()
                .filter(entry -> entry.getKey().line().equals(line) && rules.isAlarm(entry.getValue()))
                .max(Comparator.comparingDouble(entry -> entry.getValue().psi()))
                .map(entry -> "drift of %s in partition %d: PSI %.2f, KS %.2f"
                        .formatted(
                                entry.getKey().measure().name().toLowerCase(java.util.Locale.ROOT),
                                entry.getKey().partition(),
                                entry.getValue().psi(),
                                entry.getValue().ks()));
    }
}
