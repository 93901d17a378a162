package dev.laurel.bench.series;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import dev.laurel.command.importing.Importer;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.Completion;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PremadePair;

/**
 * The pairs of one file as ingest publishes them of its feedback. Everything in them is the same each time the file is read.
 *
 * @param name what the source is called; the system of its feedback
 */
public record SourcePairs(String name, List<PreferencePair> pairs) {

    /** Whose pairs they are. */
    public static final String TENANT = "bench";

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    public SourcePairs {
        pairs = List.copyOf(pairs);
    }

    /**
     * Reads a file in any form that the importer reads.
     *
     * @throws IllegalArgumentException if it holds no usable pair
     */
    public static SourcePairs read(String name, Path file) throws IOException {
        List<PreferencePair> pairs = new ArrayList<>();
        ImportOptions options = ImportOptions.DEFAULTS.tenant(TENANT).system(name);
        Importer.readPairs(
                file, options, progress -> {}, event -> pairs.add(pair(event, FIRST.plusSeconds(pairs.size()))));
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("no usable pair in " + file);
        }
        return new SourcePairs(name, pairs);
    }

    private static PreferencePair pair(FeedbackEvent event, Instant time) {
        PremadePair premade = (PremadePair) event.getPayload().orElseThrow();
        return PreferencePair.newBuilder()
                .setPairId(event.getEventId())
                .setOperation(PairOperation.PUBLISH)
                .setTenant(event.getTenant())
                .setTask(event.getTask())
                .setLanguage(event.getLanguage().orElse(null))
                .setPromptId(event.getPromptId())
                .setPrompt(event.getMessages())
                .setChosen(completion(event, premade.getChosen()))
                .setRejected(completion(event, premade.getRejected()))
                .setMargin(premade.getMargin().orElse(null))
                .setWeight(1)
                .setSource(PairSource.newBuilder()
                        .setKind(FeedbackKind.PREMADE_PAIR)
                        .setSystem(event.getSource().getSystem())
                        .setActor(event.getSource().getActor())
                        .setEventIds(List.of(event.getEventId()))
                        .build())
                .setEventTime(time)
                .build();
    }

    private static Completion completion(FeedbackEvent event, String responseId) {
        Candidate candidate = event.getCandidates().stream()
                .filter(side -> side.getResponseId().equals(responseId))
                .findFirst()
                .orElseThrow();
        return Completion.newBuilder()
                .setResponseId(candidate.getResponseId())
                .setGenerator(candidate.getGenerator().orElse(null))
                .setMessages(candidate.getMessages())
                .setScore(candidate.getScore().orElse(null))
                .build();
    }

    /** The same pairs in an order that the seed decides. */
    public SourcePairs shuffled(long seed) {
        List<PreferencePair> shuffled = new ArrayList<>(pairs);
        Collections.shuffle(shuffled, new Random(seed));
        return new SourcePairs(name, shuffled);
    }
}
