package dev.laurel.ingest.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.laurel.ingest.check.Findings;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.ingest.ledger.PromptLedger;
import dev.laurel.ingest.ledger.Texts;
import dev.laurel.ingest.ledger.Waiting;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.Completion;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackOperation;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.accept.Shown;

/** Enters the texts of one record: what is known is compared, what is new is kept. */
final class TextEntry {

    private final PromptLedger ledger;
    private final Findings findings;
    private final List<Completion> unknown = new ArrayList<>();

    TextEntry(PromptLedger ledger, Findings findings) {
        this.ledger = ledger;
        this.findings = findings;
    }

    /**
     * Enters the texts of an event.
     *
     * @return what has become known: ids of answers, and {@link Waiting#PROMPT}
     */
    List<String> enter(FeedbackEvent event) {
        if (event.getOperation() == FeedbackOperation.RETRACT) {
            return List.of();
        }
        List<Candidate> candidates = event.getCandidates();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            if (!candidate.getMessages().isEmpty()) {
                Completion answer = new Completion(
                        candidate.getResponseId(),
                        candidate.getGenerator().orElse(null),
                        candidate.getMessages(),
                        candidate.getScore().orElse(null));
                answer(answer, "candidates[" + i + "].messages");
            }
        }
        return keep(event.getMessages(), event.getTools());
    }

    /**
     * Enters the texts of a response.
     *
     * @return as for an event
     */
    List<String> enter(GeneratedResponse response) {
        Optional<Completion> known = ledger.texts().answer(response.getResponseId());
        List<Message> turns = response.getAnswer().isEmpty()
                ? List.of(Messages.text("assistant", response.getResponse()))
                : response.getAnswer();
        answer(new Completion(response.getResponseId(), response.getGenerator().orElse(null), turns, null), "response");
        List<String> news = keep(response.getMessages(), response.getTools());
        known.flatMap(Completion::getGenerator)
                .ifPresent(generator -> findings.expect(
                        generator.equals(response.getGenerator().orElse(generator)),
                        RejectionReason.CONFLICTING_REPETITION,
                        "generator",
                        "response %s of prompt %s came before, from generator %s",
                        Shown.of(response.getResponseId()),
                        shownKey(),
                        Shown.of(generator)));
        return news;
    }

    /** Compares an answer with what is known of it. */
    private void answer(Completion answer, String field) {
        Optional<Completion> known = ledger.texts().answer(answer.getResponseId());
        if (known.isEmpty()) {
            unknown.add(answer);
            return;
        }
        findings.expect(
                known.get().getMessages().equals(answer.getMessages()),
                RejectionReason.CONFLICTING_TEXT,
                field,
                "response %s of prompt %s already stands for another text",
                Shown.of(answer.getResponseId()),
                shownKey());
        Completion detailed = Completion.newBuilder(known.get())
                .setGenerator(
                        known.get().getGenerator().or(answer::getGenerator).orElse(null))
                .setScore(known.get().getScore().or(answer::getScore).orElse(null))
                .build();
        if (!detailed.equals(known.get())) {
            ledger.texts().keepDetails(detailed);
        }
    }

    /**
     * Compares the conversation with what is known of it, and keeps what is new of it and of the answers.
     *
     * @param messages empty where the record does not repeat the conversation
     */
    private List<String> keep(List<Message> messages, Optional<String> tools) {
        List<String> news = new ArrayList<>();
        Optional<Texts> known = ledger.texts().prompt();
        if (known.isEmpty() && !messages.isEmpty()) {
            ledger.texts().keep(new Texts(messages, tools, unknown));
            news.add(Waiting.PROMPT);
        } else {
            known.ifPresent(prompt -> findings.expect(
                    messages.isEmpty() || same(prompt.messages(), messages),
                    RejectionReason.CONFLICTING_PROMPT,
                    "messages",
                    "prompt %s already stands for another conversation",
                    shownKey()));
            unknown.forEach(ledger.texts()::keep);
        }
        unknown.forEach(answer -> news.add(answer.getResponseId()));
        return news;
    }

    /** Whether two conversations are one: white space at a turn's end is no difference. */
    static boolean same(List<Message> one, List<Message> other) {
        return one.equals(other)
                || one.size() == other.size()
                        && IntStream.range(0, one.size())
                                .allMatch(turn -> stripped(one.get(turn)).equals(stripped(other.get(turn))));
    }

    private static Message stripped(Message turn) {
        return Message.newBuilder(turn)
                .setContent(turn.getContent().stripTrailing())
                .build();
    }

    private String shownKey() {
        return Shown.of(ledger.key().toString());
    }
}
