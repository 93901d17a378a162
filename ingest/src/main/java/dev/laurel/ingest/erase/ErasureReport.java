package dev.laurel.ingest.erase;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.laurel.schema.ErasureState;
import dev.laurel.schema.ErasureStatus;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * An erasure, and what has come of it. Names nobody.
 *
 * @param reason why it was asked for
 * @param actor who asked, as they say
 * @param completedAt when the last part was done; empty while one is not
 * @param waitsFor the parts that have not said that they are done
 * @param parts what each part has said last
 * @param remains what is not erased, and until when it stays
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ErasureReport(
        String id,
        String tenant,
        String reason,
        String actor,
        Instant requestedAt,
        Optional<Instant> completedAt,
        List<String> waitsFor,
        List<Part> parts,
        List<Remainder> remains) {

    static final String INGEST = "ingest";
    static final String TRAINER = "trainer";

    /**
     * What a part of Laurel has said.
     *
     * @param partition of the topics, where it speaks of one
     * @param counts what was erased, by kind
     * @param problems what stands in the way; it is tried again
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Part(
            String part,
            Optional<Integer> partition,
            String state,
            Instant at,
            Map<String, Long> counts,
            List<String> problems) {

        private static Part of(ErasureStatus said) {
            return new Part(
                    said.getPart(),
                    said.getPartition(),
                    said.getState() == ErasureState.DONE ? "done" : "stuck",
                    said.getEventTime(),
                    new TreeMap<>(said.getCounts()),
                    said.getProblems());
        }

        private boolean done() {
            return state.equals("done");
        }

        private String name() {
            return part + partition.map(number -> "/" + number).orElse("");
        }
    }

    /**
     * @param asked the record by which it was asked for
     * @param said what parts have said since, in order
     */
    static ErasureReport of(ErasureStatus asked, List<ErasureStatus> said) {
        Map<String, Part> latest = new TreeMap<>();
        List<Remainder> remains =
                new ArrayList<>(asked.getRemains().stream().map(Remainder::of).toList());
        for (ErasureStatus status : said) {
            Part part = Part.of(status);
            latest.put(part.name(), part);
        }
        said.stream()
                .flatMap(status -> status.getRemains().stream())
                .map(Remainder::of)
                .filter(remainder -> !remains.contains(remainder))
                .forEach(remains::add);
        List<String> waitsFor = new ArrayList<>();
        for (int partition = 0; partition < asked.getPartitions(); partition++) {
            waitsFor.add(INGEST + "/" + partition);
        }
        waitsFor.add(TRAINER);
        latest.values().stream().filter(Part::done).map(Part::name).forEach(waitsFor::remove);
        return new ErasureReport(
                asked.getErasureId(),
                asked.getTenant(),
                asked.getReason().orElse(""),
                asked.getActor().orElse(""),
                asked.getEventTime(),
                waitsFor.isEmpty() ? latest.values().stream().map(Part::at).max(Instant::compareTo) : Optional.empty(),
                waitsFor,
                List.copyOf(latest.values()),
                remains);
    }
}
