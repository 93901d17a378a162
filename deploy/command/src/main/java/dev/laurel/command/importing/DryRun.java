package dev.laurel.command.importing;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.laurel.gates.GateReason;
import dev.laurel.gates.Gates;
import dev.laurel.gates.PairContent;
import dev.laurel.gates.ReplacedTexts;
import dev.laurel.gates.ReplacedTexts.ReplacedPair;
import dev.laurel.gates.StandingPairs;
import dev.laurel.gates.TaskGates;
import dev.laurel.gates.personal.PersonalData;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.Completion;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.FeedbackSource;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PromptKey;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What ingest's gates would do to a file's pairs, if nothing else were known of their prompts. Remembers what passes, about 300 bytes a pair. */
final class DryRun {

    private final Gates gates;
    private final Map<List<String>, Integer> standing = new HashMap<>();
    private final Set<List<String>> contents = new HashSet<>();
    private final Map<GateReason, Long> heldBack = new EnumMap<>(GateReason.class);
    private final Map<PersonalData, Long> replaced = new EnumMap<>(PersonalData.class);
    private long passing;

    DryRun(Gates gates) {
        this.gates = gates;
    }

    /** Takes a pair of the file, made as {@link dev.laurel.forms.record.FeedbackEvents} makes it. */
    void take(FeedbackEvent event) {
        TaskGates own = gates.of(event.getTask());
        ReplacedPair out = new ReplacedTexts().in(pair(event), own.replaced());
        String prompt = new PromptKey(event.getTenant(), event.getPromptId()).toString();
        Optional<GateReason> reason = own.verdict(out.pair(), new Standing(prompt));
        if (reason.isPresent()) {
            heldBack.merge(reason.get(), 1L, Long::sum);
            return;
        }
        passing++;
        out.counts().forEach((kind, count) -> replaced.merge(kind, (long) count, Long::sum));
        if (own.counts()) {
            standing.merge(List.of(prompt, event.getTask()), 1, Integer::sum);
            event.getSource()
                    .getSubject()
                    .ifPresent(subject -> standing.merge(List.of(prompt, event.getTask(), subject), 1, Integer::sum));
        }
        if (own.compares()) {
            PairContent.of(out.pair()).ifPresent(content -> contents.add(key(prompt, content)));
        }
    }

    private static List<String> key(String prompt, PairContent content) {
        return List.of(prompt, content.task(), content.judge(), content.digest());
    }

    private final class Standing implements StandingPairs {

        private final String prompt;

        Standing(String prompt) {
            this.prompt = prompt;
        }

        @Override
        public int of(String task) {
            return standing.getOrDefault(List.of(prompt, task), 0);
        }

        @Override
        public int of(String task, String subject) {
            return standing.getOrDefault(List.of(prompt, task, subject), 0);
        }

        @Override
        public boolean says(PairContent content) {
            return contents.contains(key(prompt, content));
        }
    }

    private static PreferencePair pair(FeedbackEvent event) {
        FeedbackSource source = event.getSource();
        return PreferencePair.newBuilder()
                .setPairId(event.getEventId())
                .setOperation(PairOperation.PUBLISH)
                .setTenant(event.getTenant())
                .setTask(event.getTask())
                .setLanguage(event.getLanguage().orElse(null))
                .setPromptId(event.getPromptId())
                .setPrompt(event.getMessages())
                .setTools(event.getTools().orElse(null))
                .setChosen(completion(event.getCandidates().get(0)))
                .setRejected(completion(event.getCandidates().get(1)))
                .setSource(PairSource.newBuilder()
                        .setKind(FeedbackKind.PREMADE_PAIR)
                        .setSystem(source.getSystem())
                        .setActor(source.getActor())
                        .setSubject(source.getSubject().orElse(null))
                        .setAnnotator(source.getAnnotator().orElse(null))
                        .setEventIds(List.of(event.getEventId()))
                        .build())
                .setEventTime(event.getEventTime())
                .build();
    }

    private static Completion completion(Candidate candidate) {
        return new Completion(
                candidate.getResponseId(),
                candidate.getGenerator().orElse(null),
                candidate.getMessages(),
                candidate.getScore().orElse(null));
    }

    /** For people, on several lines. */
    String render() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "of the usable rows, by the gates:%n  %,8d  would become pairs%n", passing));
        heldBack.forEach((reason, rows) ->
                text.append(String.format(Locale.ROOT, "  %,8d  would be held back: %s%n", rows, reason)));
        replaced.forEach((kind, count) -> text.append(
                String.format(Locale.ROOT, "  %,8d  times %s would stand in the pairs%n", count, kind.placeholder())));
        return text.toString();
    }

    /** For programs. */
    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("passing", passing);
        ObjectNode byReason = json.putObject("held_back");
        heldBack.forEach((reason, rows) -> byReason.put(reason.name().toLowerCase(Locale.ROOT), rows));
        ObjectNode byKind = json.putObject("replaced");
        replaced.forEach((kind, count) -> byKind.put(kind.name().toLowerCase(Locale.ROOT), count));
        return json;
    }
}
