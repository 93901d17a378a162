package dev.laurel.bench.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.laurel.bench.ingest.Publication.Route;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MixTest {

    private static final int PROMPTS = 200;

    @Test
    void aSeedMakesTheSameRecords() {
        assertThat(records(1)).isEqualTo(records(1)).isNotEqualTo(records(2));
    }

    @Test
    void everyRecordHasAnIdOfItsOwnAndEveryFateOccurs() {
        List<Publication> records = records(1);

        assertThat(records.stream().map(Publication::id)).doesNotHaveDuplicates();
        assertThat(records.stream().map(Publication::fate).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Fate.values());
        assertThat(records)
                .anyMatch(record ->
                        record.json().contains("RETRACT") && record.json().contains("supersedes"))
                .anyMatch(record ->
                        record.json().contains("RETRACT") && record.json().contains("feedback_id"))
                .anyMatch(record -> record.json().contains("UPDATE"))
                .anyMatch(record ->
                        record.route() == Route.FEEDBACK && !record.json().contains("prompt_id"));
    }

    @Test
    void aRecordComesAfterTheOneThatItContradictsAndAllAreGivenOnce() {
        Mix mix = new Mix(1, 50);
        Set<String> accepted = new HashSet<>();
        List<Publication> all = new ArrayList<>();
        while (!mix.isEmpty()) {
            List<Publication> taken = mix.take(4);
            assertThat(taken.stream().map(Publication::route))
                    .allMatch(taken.get(0).route()::equals);
            assertThat(taken)
                    .allMatch(record -> record.after().isEmpty()
                            || accepted.contains(record.after().get()));
            all.addAll(taken);
            taken.forEach(record -> accepted.add(record.id()));
            mix.accept(taken);
            if (all.size() > 1_000) {
                mix.end();
            }
        }

        assertThat(all).doesNotHaveDuplicates().isEqualTo(mix.accepted());
        assertThat(accepted)
                .hasSameElementsAs(IntStream.range(0, mix.prompts())
                        .boxed()
                        .flatMap(prompt -> MadeUpPrompt.of(1, prompt).stream())
                        .map(Publication::id)
                        .toList());
    }

    private static List<Publication> records(long seed) {
        return IntStream.range(0, PROMPTS)
                .boxed()
                .flatMap(prompt -> MadeUpPrompt.of(seed, prompt).stream())
                .toList();
    }
}
