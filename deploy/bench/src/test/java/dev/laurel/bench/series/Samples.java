package dev.laurel.bench.series;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import dev.laurel.schema.ActorKind;
import dev.laurel.schema.Completion;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;

/** Pairs for tests, each of a prompt of its own. */
public final class Samples {

    private Samples() {}

    /** Pairs {@code NAME-0}, {@code NAME-1} and so on; of every third one the shorter answer is chosen. */
    public static SourcePairs source(String name, int pairs) {
        return new SourcePairs(
                name, IntStream.range(0, pairs).mapToObj(i -> pair(name, i)).toList());
    }

    private static PreferencePair pair(String source, int number) {
        String id = source + "-" + number;
        boolean shorter = number % 3 == 0;
        return PreferencePair.newBuilder()
                .setPairId(id)
                .setOperation(PairOperation.PUBLISH)
                .setTenant(SourcePairs.TENANT)
                .setTask("default")
                .setPromptId("prompt of " + id)
                .setPrompt(List.of(Messages.text("user", "What is " + id + "?")))
                .setChosen(answer(id + " chosen", shorter ? "Short." : "A long answer to it."))
                .setRejected(answer(id + " rejected", shorter ? "A long answer to it." : "Short."))
                .setWeight(1)
                .setSource(PairSource.newBuilder()
                        .setKind(FeedbackKind.PREMADE_PAIR)
                        .setSystem(source)
                        .setActor(ActorKind.UNKNOWN)
                        .setEventIds(List.of(id))
                        .build())
                .setEventTime(Instant.EPOCH)
                .build();
    }

    private static Completion answer(String id, String text) {
        return Completion.newBuilder()
                .setResponseId(id)
                .setMessages(List.of(Messages.text("assistant", text)))
                .build();
    }

    public static List<String> ids(List<PreferencePair> pairs) {
        return pairs.stream().map(PreferencePair::getPairId).toList();
    }
}
