package dev.laurel.command.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import dev.laurel.forms.RefusedRow;
import dev.laurel.forms.record.FeedbackEvents;
import dev.laurel.forms.record.GeneratedResponses;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.forms.record.RowRecord;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Registry;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;

import org.apache.avro.specific.SpecificRecord;

/**
 * Publishes files of preference pairs and of answers. A row that cannot be used is counted with its reason and does not stop the rest. Safe to repeat: the
 * same rows give the same ids.
 *
 * @param kafka settings of Kafka's clients, {@code bootstrap.servers} among them
 * @param clock tells the events' time, which the files do not
 */
public record Importer(Map<String, ?> kafka, Registry registry, Clock clock) {

    /**
     * Publishes the pairs of a file to {@code feedback.events.v1} and waits for all acknowledgements.
     *
     * @param file JSON Lines, plain or gzipped, in any of the {@linkplain dev.laurel.forms.Form forms}
     * @param progress hears of every row, on the calling thread
     * @throws IOException if the file cannot be read to its end; what was read before is published
     * @throws PublishException if broker or registry do not answer or refuse
     */
    public ImportSummary importPairs(Path file, ImportOptions options, Consumer<ImportProgress> progress)
            throws IOException {
        return publish(Topics.FEEDBACK, new FeedbackEvents(options, clock), file, options, progress);
    }

    /**
     * Publishes the answers of a file to {@code responses.generated.v1}, as {@link #importPairs} does with pairs. Rows: {@code response} and
     * {@code messages} or {@code prompt}; optionally {@code response_id} or {@code id}, {@code prompt_id}, {@code generator}, {@code language}.
     */
    public ImportSummary importResponses(Path file, ImportOptions options, Consumer<ImportProgress> progress)
            throws IOException {
        return publish(Topics.RESPONSES, new GeneratedResponses(options, clock), file, options, progress);
    }

    /** Reads the pairs of a file as {@link #importPairs} would and publishes nothing; {@code sink} gets what would be published. */
    public static ImportSummary readPairs(
            Path file, ImportOptions options, Consumer<ImportProgress> progress, Consumer<FeedbackEvent> sink)
            throws IOException {
        return readAll(new FeedbackEvents(options, Clock.systemUTC()), file, options, progress, sink);
    }

    /** Reads the answers of a file as {@link #importResponses} would and publishes nothing; {@code sink} gets what would be published. */
    public static ImportSummary readResponses(
            Path file, ImportOptions options, Consumer<ImportProgress> progress, Consumer<GeneratedResponse> sink)
            throws IOException {
        return readAll(new GeneratedResponses(options, Clock.systemUTC()), file, options, progress, sink);
    }

    /** As {@link #readResponses}, for a purpose to which ids do not matter: rows with the same ids that say something else are taken too. */
    public static ImportSummary readAnswers(
            Path file, ImportOptions options, Consumer<ImportProgress> progress, Consumer<GeneratedResponse> sink)
            throws IOException {
        RowRecord.Maker<GeneratedResponse> maker = new GeneratedResponses(options, Clock.systemUTC());
        return readAll((row, origin) -> maker.make(row, origin).anyIds(), file, options, progress, sink);
    }

    /** Reads rows of {@code text}, and {@code id} where there is one, without a judgement on what the texts are. */
    public static ImportSummary readTexts(
            Path file, ImportOptions options, Consumer<ImportProgress> progress, Consumer<RawText> sink)
            throws IOException {
        return readAll(new RawTexts(options), file, options, progress, sink);
    }

    private <V extends SpecificRecord> ImportSummary publish(
            Topic<V> topic,
            RowRecord.Maker<V> maker,
            Path file,
            ImportOptions options,
            Consumer<ImportProgress> progress)
            throws IOException {
        try (JsonLines lines = JsonLines.open(file);
                Publisher<V> publisher = new Publisher<>(topic, kafka, registry)) {
            Tally tally = new Tally();
            Meter meter = new Meter(lines, tally, publisher::acknowledged, progress);
            try {
                read(lines, maker, options, tally, meter, publisher::send);
            } catch (IOException e) {
                publisher.await();
                throw new IOException(
                        "%s; the %,d records before it are published, and importing the whole file later does not count them twice"
                                .formatted(e.getMessage(), publisher.acknowledged()),
                        e);
            }
            publisher.await();
            publisher.tooLarge().forEach(record -> tally.takeBack(record.line(), record.form(), record.why()));
            meter.report();
            return tally.summary(name(file), lines.emptyLines());
        }
    }

    private static <V> ImportSummary readAll(
            RowRecord.Maker<V> maker,
            Path file,
            ImportOptions options,
            Consumer<ImportProgress> progress,
            Consumer<V> sink)
            throws IOException {
        try (JsonLines lines = JsonLines.open(file)) {
            Tally tally = new Tally();
            Meter meter = new Meter(lines, tally, () -> 0, progress);
            read(lines, maker, options, tally, meter, (line, record) -> sink.accept(record.value()));
            return tally.summary(name(file), lines.emptyLines());
        }
    }

    private static <V> void read(
            JsonLines lines,
            RowRecord.Maker<V> maker,
            ImportOptions options,
            Tally tally,
            Meter meter,
            BiConsumer<Long, RowRecord<V>> send)
            throws IOException {
        String file = name(lines.file());
        for (long row = 0; row < options.toRow() && lines.advance(); row++) {
            if (row < options.fromRow()) {
                continue;
            }
            tally.row();
            try {
                RowRecord<V> record =
                        maker.make(lines.row().without(options.ignored()), new RowRecord.Origin(file, lines.number()));
                if (tally.isNew(record)) {
                    send.accept(lines.number(), record);
                }
            } catch (RefusedRow refused) {
                tally.refuse(lines.number(), refused);
            }
            meter.report();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Tells how far an import is. */
    private record Meter(JsonLines lines, Tally tally, LongSupplier acknowledged, Consumer<ImportProgress> progress) {

        void report() throws IOException {
            progress.accept(
                    new ImportProgress(tally.rows(), lines.bytesRead(), lines.bytesTotal(), acknowledged.getAsLong()));
        }
    }
}
