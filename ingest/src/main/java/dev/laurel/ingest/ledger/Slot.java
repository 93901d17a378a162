package dev.laurel.ingest.ledger;

import java.util.List;
import java.util.stream.Stream;

/**
 * What at most one pair can stand for.
 *
 * @param names what tells it from all others of its prompt
 */
public record Slot(List<String> names) {

    public Slot {
        names = List.copyOf(names);
    }

    /** What one event says of two answers, whatever else is said of them. */
    public static Slot stated(EventKey event, String better, String worse) {
        return new Slot(List.of("stated", event.system(), event.id(), better, worse));
    }

    /** What a judge said of two answers beside each other. */
    public static Slot vote(Judge judge, String one, String other) {
        return ofTwo(List.of("vote", judge.task(), judge.rater()), one, other);
    }

    /** What a judge's grades say of two answers. */
    public static Slot graded(GradeKind kind, Judge judge, String one, String other) {
        return ofTwo(List.of("graded", kind.name(), judge.task(), judge.rater()), one, other);
    }

    /** A pair that an earlier rule made, and for which there is no slot today. */
    public static Slot earlier(String pairId) {
        return new Slot(List.of("earlier", pairId));
    }

    private static Slot ofTwo(List<String> names, String one, String other) {
        Stream<String> answers = Stream.of(one, other).sorted();
        return new Slot(Stream.concat(names.stream(), answers).toList());
    }

    EntryKey in(EntryKey prefix) {
        return prefix.names(names.toArray(String[]::new));
    }

    static Slot read(EntryKey.KeyReader reader) {
        return new Slot(Stream.generate(() -> reader)
                .takeWhile(EntryKey.KeyReader::hasMore)
                .map(EntryKey.KeyReader::name)
                .toList());
    }
}
