package dev.laurel.bench.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import dev.laurel.bench.ingest.Publication.Route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Everything that people say of one prompt, made up of a seed: judgements of many kinds with texts or without, by the prompt's id or by that of an answer
 * alone, updated and retracted by either id, some that refer to what never comes, and some that contradict. Whatever the order in which the records
 * come, the same pairs stand, as long as none comes before the one that it is to come after.
 */
final class MadeUpPrompt {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS_OF_PROMPT = 600;
    private static final int JUDGES = 4;
    private static final String QUESTION = "What would you say to that, and why?";
    private static final int MORE = 9;

    private final Random random;
    private final int number;
    private final String prompt;
    private final int answers;
    private final List<Publication> records = new ArrayList<>();

    private MadeUpPrompt(long seed, int number) {
        this.random = new Random(seed * 1_000_003 + number);
        this.number = number;
        this.prompt = "p-" + number;
        this.answers = 3 + random.nextInt(4);
    }

    /** The records of a prompt. */
    static List<Publication> of(long seed, int number) {
        MadeUpPrompt made = new MadeUpPrompt(seed, number);
        made.addTexts();
        int judgements = 3 + made.random.nextInt(MORE);
        for (int i = 0; i < judgements; i++) {
            made.addJudgement("j" + i);
        }
        if (made.chance(0.2)) {
            made.addLost();
        }
        if (made.chance(0.15)) {
            made.addConflict();
        }
        return List.copyOf(made.records);
    }

    /** A comparison carries the first two texts, responses carry the others. */
    private void addTexts() {
        ObjectNode first = event("first", "judge-first").put("prompt_id", prompt);
        conversation(first, QUESTION);
        candidates(first, text(0), text(1));
        compare(first, answer(0), answer(1), chance(0.5) ? "A" : "B");
        add(first, Fate.PAIRED, Optional.empty());
        for (int i = 2; i < answers; i++) {
            ObjectNode response = JsonNodeFactory.instance
                    .objectNode()
                    .put("response_id", answer(i))
                    .put("tenant", "crash")
                    .put("event_time", moment())
                    .put("prompt_id", prompt);
            conversation(response, QUESTION);
            response.put("response", text(i));
            records.add(
                    new Publication(answer(i), Route.RESPONSES, response.toString(), Fate.COUNTED, Optional.empty()));
        }
    }

    /** A judgement, and what its source makes of it later. */
    private void addJudgement(String name) {
        String judge = "judge-" + random.nextInt(JUDGES);
        Optional<String> feedbackId = chance(0.4) ? Optional.of("f-%d-%s".formatted(number, name)) : Optional.empty();
        ObjectNode judgement = event(name, judge);
        feedbackId.ifPresent(id -> judgement.put("feedback_id", id));
        say(judgement);
        address(judgement);
        count(judgement);
        if (chance(0.2)) {
            ObjectNode update =
                    refer(event(name + "-u", judge), judgement, feedbackId).put("operation", "UPDATE");
            say(update);
            address(update);
            count(update);
        }
        if (chance(0.25)) {
            ObjectNode retraction =
                    refer(event(name + "-r", judge), judgement, feedbackId).put("operation", "RETRACT");
            if (feedbackId.isEmpty() || chance(0.5)) { // else its feedback id stands for the prompt
                retraction.put("prompt_id", prompt);
            }
            count(retraction);
        }
    }

    private static ObjectNode refer(ObjectNode event, ObjectNode earlier, Optional<String> feedbackId) {
        feedbackId.ifPresentOrElse(
                id -> event.put("feedback_id", id),
                () -> event.put("supersedes", earlier.path("event_id").textValue()));
        return event;
    }

    /** By the prompt's id, with the conversation or without, or by nothing but the ids of the answers. */
    private void address(ObjectNode event) {
        if (chance(0.6)) {
            event.put("prompt_id", prompt);
            if (chance(0.3)) {
                conversation(event, QUESTION);
            }
        }
    }

    private void say(ObjectNode event) {
        int one = random.nextInt(answers);
        int other = (one + 1 + random.nextInt(answers - 1)) % answers;
        switch (random.nextInt(5)) {
            case 0 ->
                compare(
                        event,
                        answer(one),
                        answer(other),
                        List.of("A", "B", "TIE").get(random.nextInt(3)));
            case 1 -> payload(event, "rating").put("response_id", answer(one)).put("value", 1 + random.nextInt(5));
            case 2 -> payload(event, "thumb").put("response_id", answer(one)).put("up", chance(0.5));
            case 3 ->
                payload(event, "edit")
                        .put("response_id", answer(one))
                        .put(
                                "edited",
                                text(one) + " Edited in "
                                        + event.path("event_id").textValue());
            default -> rank(event, one, other);
        }
    }

    private void rank(ObjectNode event, int one, int other) {
        ArrayNode tiers = payload(event, "ranking").putArray("tiers");
        tiers.addArray().add(answer(one));
        tiers.addArray().add(answer(other));
        for (int i = 0; i < answers; i++) {
            if (i != one && i != other) {
                tiers.addArray().add(answer(i));
                return;
            }
        }
    }

    /** Feedback that refers to what never comes. */
    private void addLost() {
        ObjectNode lost = event("lost", "judge-lost");
        String nothing = "nothing-" + number;
        switch (random.nextInt(5)) {
            case 0 -> payload(lost, "thumb").put("response_id", nothing).put("up", true);
            case 1 -> lost.put("operation", "RETRACT").put("feedback_id", nothing);
            case 2 ->
                lost.put("operation", "RETRACT").put("feedback_id", nothing).put("prompt_id", prompt);
            case 3 ->
                lost.put("operation", "RETRACT").put("supersedes", nothing).put("prompt_id", prompt);
            default -> compare(lost.put("prompt_id", prompt), answer(0), nothing, "A");
        }
        add(lost, Fate.LOST, Optional.empty());
    }

    /** Feedback with another text than the first event's, on the same topic. */
    private void addConflict() {
        ObjectNode conflict = event("conflict", "judge-conflict").put("prompt_id", prompt);
        boolean ofPrompt = chance(0.5);
        conversation(conflict, ofPrompt ? QUESTION + " Something else?" : QUESTION);
        candidates(conflict, ofPrompt ? text(0) : "Something else.", text(1));
        compare(conflict, answer(0), answer(1), "A");
        add(conflict, Fate.CONFLICTING, Optional.of("e-%d-first".formatted(number)));
    }

    private void count(ObjectNode event) {
        add(event, Fate.COUNTED, Optional.empty());
    }

    private void add(ObjectNode event, Fate fate, Optional<String> after) {
        records.add(new Publication(event.path("event_id").textValue(), Route.FEEDBACK, event.toString(), fate, after));
    }

    private ObjectNode event(String name, String judge) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("event_id", "e-%d-%s".formatted(number, name))
                .put("tenant", "crash")
                .put("event_time", moment());
        event.putObject("source")
                .put("system", "crash")
                .put("actor", "ANNOTATOR")
                .put("annotator", judge);
        return event;
    }

    private String moment() {
        return START.plusSeconds((long) number * SECONDS_OF_PROMPT)
                .plusMillis(random.nextInt(SECONDS_OF_PROMPT * 1000))
                .toString();
    }

    private static void conversation(ObjectNode record, String question) {
        record.putArray("messages").addObject().put("role", "user").put("content", question);
    }

    private void candidates(ObjectNode event, String first, String second) {
        ArrayNode candidates = event.putArray("candidates");
        candidates.addObject().put("response_id", answer(0)).put("content", first);
        candidates.addObject().put("response_id", answer(1)).put("content", second);
    }

    private void compare(ObjectNode event, String one, String other, String outcome) {
        ObjectNode comparison = payload(event, "comparison")
                .put("response_a", one)
                .put("response_b", other)
                .put("outcome", outcome);
        if (chance(0.5)) {
            comparison.put("strength", random.nextInt(4) / 3.0);
        }
    }

    private static ObjectNode payload(ObjectNode event, String kind) {
        return event.putObject("payload").putObject(kind);
    }

    private String answer(int i) {
        return "a-%d-%d".formatted(number, i);
    }

    private String text(int i) {
        return "Answer %d to prompt %d.".formatted(i, number);
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }
}
