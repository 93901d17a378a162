package dev.laurel.ingest.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.laurel.schema.Candidate;
import dev.laurel.schema.Completion;
import dev.laurel.schema.FeedbackEvent;

import org.apache.avro.generic.GenericRecord;

/** The texts of one prompt, each written once. */
public final class PromptTexts {

    private static final RecordCodec<GenericRecord> TEXTS = new RecordCodec<>(Texts.NAME);
    private static final RecordCodec<Completion> ANSWER = new RecordCodec<>("answer");

    private final Entries entries;
    private final EntryKey texts;
    private final EntryKey answers;
    private final EntryKey details;

    private final Map<String, Optional<Completion>> found = new HashMap<>();
    private Optional<Texts> known;

    PromptTexts(Entries entries, EntryKey prompt) {
        this.entries = entries;
        this.texts = prompt.kind('T');
        this.answers = prompt.kind('A');
        this.details = prompt.kind('N');
    }

    /** The conversation, with the answers that came with it. */
    public Optional<Texts> prompt() {
        if (known == null) {
            known = entries.get(texts).map(bytes -> Texts.read(TEXTS.decode(bytes)));
        }
        return known;
    }

    /** An answer whose text is known. */
    public Optional<Completion> answer(String responseId) {
        return found.computeIfAbsent(responseId, this::find);
    }

    private Optional<Completion> find(String responseId) {
        return prompt().stream()
                .flatMap(first -> first.answers().stream())
                .filter(answer -> answer.getResponseId().equals(responseId))
                .findFirst()
                .or(() -> entries.get(answers.names(responseId)).map(ANSWER::decode))
                .map(this::detailed);
    }

    /** With the generator and the score, where they became known after the text. */
    private Completion detailed(Completion answer) {
        if (answer.getGenerator().isPresent() && answer.getScore().isPresent()) {
            return answer;
        }
        return entries.get(details.names(answer.getResponseId()))
                .map(ANSWER::decode)
                .map(later -> Completion.newBuilder(answer)
                        .setGenerator(later.getGenerator().orElse(null))
                        .setScore(later.getScore().orElse(null))
                        .build())
                .orElse(answer);
    }

    /** An event that was kept without its texts, with those that are known. */
    public FeedbackEvent in(FeedbackEvent event) {
        FeedbackEvent copy = Copies.of(event);
        copy.put("messages", prompt().map(Texts::messages).orElse(List.of()));
        copy.put("tools", prompt().flatMap(Texts::tools).orElse(null));
        copy.put("candidates", event.getCandidates().stream().map(this::in).toList());
        return copy;
    }

    private Candidate in(Candidate candidate) {
        Candidate copy = Copies.of(candidate);
        copy.put(
                "messages",
                answer(candidate.getResponseId()).map(Completion::getMessages).orElse(List.of()));
        return copy;
    }

    /** Keeps the conversation, which was not known. */
    public void keep(Texts conversation) {
        known = Optional.of(conversation);
        conversation.answers().forEach(answer -> found.put(answer.getResponseId(), Optional.of(answer)));
        entries.put(texts, TEXTS.encode(conversation.record()));
    }

    /** Keeps an answer, whose text was not known. */
    public void keep(Completion answer) {
        found.put(answer.getResponseId(), Optional.of(answer));
        entries.put(answers.names(answer.getResponseId()), ANSWER.encode(answer));
    }

    /**
     * Forgets texts.
     *
     * @param gone ids of answers, and {@link Waiting#PROMPT}, with which all answers go
     * @return ids of the answers whose texts were known
     */
    public Set<String> forget(Set<String> gone) {
        Set<String> forgotten = new TreeSet<>();
        Optional<Texts> conversation = prompt();
        boolean all = gone.contains(Waiting.PROMPT);
        conversation.stream()
                .flatMap(first -> first.answers().stream())
                .map(Completion::getResponseId)
                .forEach(forgotten::add);
        entries.forEach(
                answers, answer -> forgotten.add(answer.key().after(answers).name()));
        forgotten.removeIf(id -> !all && !gone.contains(id));
        for (String id : forgotten) {
            found.put(id, Optional.empty());
            entries.delete(answers.names(id));
            entries.delete(details.names(id));
        }
        if (all) {
            known = Optional.empty();
            entries.delete(texts);
        } else {
            conversation
                    .filter(first ->
                            first.answers().stream().anyMatch(answer -> forgotten.contains(answer.getResponseId())))
                    .ifPresent(first -> rewrite(first, forgotten));
        }
        return forgotten;
    }

    private void rewrite(Texts first, Set<String> without) {
        List<Completion> left = first.answers().stream()
                .filter(answer -> !without.contains(answer.getResponseId()))
                .toList();
        known = Optional.of(new Texts(first.messages(), first.tools(), left));
        entries.put(texts, TEXTS.encode(known.get().record()));
    }

    /** Keeps what has become known of an answer besides its text. */
    public void keepDetails(Completion answer) {
        found.put(answer.getResponseId(), Optional.of(answer));
        Completion withoutText =
                Completion.newBuilder(answer).setMessages(List.of()).build();
        entries.put(details.names(answer.getResponseId()), ANSWER.encode(withoutText));
    }
}
