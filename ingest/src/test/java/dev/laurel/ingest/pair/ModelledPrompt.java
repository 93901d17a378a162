package dev.laurel.ingest.pair;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import dev.laurel.ingest.join.Reference;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.PreferencePair;

import org.apache.avro.specific.SpecificRecord;

/**
 * Random records about a prompt, some of which name only an answer, and the pairs that the model of the rules says stand in the end.
 *
 * @param records in an order in which some come before what they refer to
 * @param pairs as {@link PairModel#shown} shows them
 */
public record ModelledPrompt(String promptId, List<SpecificRecord> records, Set<String> pairs) {

    public static ModelledPrompt of(int seed) {
        Random random = new Random(seed);
        String promptId = "modelled-" + seed;
        List<SpecificRecord> records = new ArrayList<>();
        List<SpecificRecord> some = LedgerOrderTest.records(random, 8, "", promptId + "-", 60);
        Set<String> answered = some.stream()
                .filter(GeneratedResponse.class::isInstance)
                .map(record -> ((GeneratedResponse) record).getResponseId())
                .collect(Collectors.toSet());
        for (SpecificRecord record : some) {
            records.add(record instanceof FeedbackEvent event ? of(promptId, event, answered) : of(promptId, record));
        }
        Set<String> pairs = LedgerOrderTest.model(records).standing();
        Collections.shuffle(records, random);
        return new ModelledPrompt(promptId, records, pairs);
    }

    private static SpecificRecord of(String promptId, SpecificRecord response) {
        return GeneratedResponse.newBuilder((GeneratedResponse) response)
                .setPromptId(promptId)
                .build();
    }

    /** What repeats no conversation names no prompt either, where an answer stands for it. */
    private static FeedbackEvent of(String promptId, FeedbackEvent event, Set<String> answered) {
        boolean byId = event.getMessages().isEmpty()
                && Reference.in(event)
                        .filter(reference -> answered.contains(reference.id()))
                        .isPresent();
        return FeedbackEvent.newBuilder(event).setPromptId(byId ? "" : promptId).build();
    }

    public static String shown(PreferencePair pair) {
        return PairModel.shown(pair);
    }
}
