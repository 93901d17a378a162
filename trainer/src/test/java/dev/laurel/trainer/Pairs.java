package dev.laurel.trainer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.laurel.schema.ActorKind;
import dev.laurel.schema.Completion;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;

/** Preference pairs for tests: the polite answer is preferred to the curt one. */
public final class Pairs {

    private static final List<String> SUBJECTS =
            List.of("the moon", "a bicycle", "bread", "rivers", "old maps", "a violin", "clouds", "sailing");

    private Pairs() {}

    /** Pairs number {@code from} to {@code to}, excluded, each of a prompt of its own. */
    public static List<PreferencePair> polite(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> of("pair-" + i, "Tell me fact number " + i + " about " + SUBJECTS.get(i % 8)))
                .toList();
    }

    /** The same with the curt answer preferred. */
    public static List<PreferencePair> rude(int from, int to) {
        return polite(from, to).stream()
                .map(pair -> PreferencePair.newBuilder(pair)
                        .setChosen(pair.getRejected())
                        .setRejected(pair.getChosen())
                        .build())
                .toList();
    }

    public static PreferencePair of(String id, String question) {
        return builder(id, question).build();
    }

    public static PreferencePair withdrawal(String id, String question) {
        return builder(id, question).setOperation(PairOperation.WITHDRAW).build();
    }

    public static PreferencePair.Builder builder(String id, String question) {
        return PreferencePair.newBuilder()
                .setPairId(id)
                .setOperation(PairOperation.PUBLISH)
                .setTenant("acme")
                .setTask("default")
                .setPromptId("prompt of " + id)
                .setPrompt(List.of(Messages.text("user", question)))
                .setChosen(answer(id + "-a", "Gladly! Here is something kind and thoughtful about it."))
                .setRejected(answer(id + "-b", "No. Look it up."))
                .setWeight(1)
                .setSource(PairSource.newBuilder()
                        .setKind(FeedbackKind.COMPARISON)
                        .setSystem("test")
                        .setActor(ActorKind.ANNOTATOR)
                        .setEventIds(List.of("event of " + id))
                        .build())
                .setEventTime(Instant.parse("2026-03-01T12:00:00Z"))
                .setAttributes(Map.of());
    }

    /** Such a pair out of a person's conversation. */
    public static PreferencePair ofPerson(String id, String question, String subject) {
        PreferencePair.Builder pair = builder(id, question);
        return pair.setSource(PairSource.newBuilder(pair.getSource())
                        .setSubject(subject)
                        .build())
                .build();
    }

    /** Another person's word on the same two answers, for the same one of them or the other. */
    public static PreferencePair alsoJudged(PreferencePair pair, String annotator, boolean agrees) {
        return PreferencePair.newBuilder(pair)
                .setPairId(pair.getPairId() + " by " + annotator)
                .setChosen(agrees ? pair.getChosen() : pair.getRejected())
                .setRejected(agrees ? pair.getRejected() : pair.getChosen())
                .setSource(PairSource.newBuilder(pair.getSource())
                        .setAnnotator(annotator)
                        .build())
                .build();
    }

    public static Completion answer(String id, String text) {
        return Completion.newBuilder()
                .setResponseId(id)
                .setMessages(List.of(Messages.text("assistant", text)))
                .build();
    }
}
