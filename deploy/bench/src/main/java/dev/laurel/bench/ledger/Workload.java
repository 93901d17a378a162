package dev.laurel.bench.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import dev.laurel.schema.ActorKind;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.Comparison;
import dev.laurel.schema.ComparisonOutcome;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackSource;
import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.Thumb;

/**
 * Events of one kind about one prompt, or about as many as there are events. Each carries about a kilobyte.
 *
 * @param event the n-th of them
 */
public record Workload(String name, IntFunction<FeedbackEvent> event) {

    private static final int ANSWERS = 8;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String TEXT = "It is a long answer, as answers are. ".repeat(11);

    /** Comparisons of eight answers by many annotators, all of one prompt. */
    static Workload hotComparisons(String run) {
        return new Workload("comparisons, one prompt", n -> comparison(run, n, run + "-hot"));
    }

    /** The same comparisons, each of a prompt of its own. */
    static Workload spreadComparisons(String run) {
        return new Workload("comparisons, many prompts", n -> comparison(run, n, run + "-" + n));
    }

    /** Thumbs of one person, each for another answer to one prompt. */
    static Workload hotThumbs(String run) {
        return new Workload("thumbs, one prompt", n -> thumb(run, n, run + "-hot"));
    }

    /** The same thumbs, each of a prompt of its own. */
    static Workload spreadThumbs(String run) {
        return new Workload("thumbs, many prompts", n -> thumb(run, n, run + "-" + n));
    }

    /** The same events under another name. */
    Workload named(String name) {
        return new Workload(name, event);
    }

    /** The first {@code count} events. */
    List<FeedbackEvent> events(int count) {
        List<FeedbackEvent> events = new ArrayList<>(count);
        for (int n = 0; n < count; n++) {
            events.add(event.apply(n));
        }
        return events;
    }

    private static FeedbackEvent comparison(String run, int n, String prompt) {
        String a = "answer-" + n % ANSWERS;
        String b = "answer-" + (n + 1 + n / ANSWERS % (ANSWERS - 1)) % ANSWERS;
        return about(run, n, prompt, "annotator-" + n)
                .setCandidates(List.of(answer(a), answer(b)))
                .setPayload(new Comparison(a, b, n % 3 == 0 ? ComparisonOutcome.B : ComparisonOutcome.A, null))
                .build();
    }

    private static FeedbackEvent thumb(String run, int n, String prompt) {
        String answer = "answer-" + n;
        return about(run, n, prompt, "one")
                .setCandidates(List.of(answer(answer)))
                .setPayload(new Thumb(answer, n % 2 == 0))
                .build();
    }

    private static FeedbackEvent.Builder about(String run, int n, String prompt, String annotator) {
        return FeedbackEvent.newBuilder()
                .setEventId("%s-%d".formatted(run, n))
                .setTenant("bench")
                .setEventTime(START.plusSeconds(n))
                .setSource(new FeedbackSource("bench", ActorKind.ANNOTATOR, null, annotator))
                .setPromptId(prompt)
                .setMessages(List.of(Messages.text("user", "What would you say to that, at some length?")));
    }

    private static Candidate answer(String id) {
        List<Message> text = List.of(Messages.text("assistant", id + ": " + TEXT));
        return Candidate.newBuilder().setResponseId(id).setMessages(text).build();
    }
}
