package dev.laurel.ingest.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.laurel.ingest.InputTopic;
import dev.laurel.ingest.Samples;
import dev.laurel.schema.Comparison;
import dev.laurel.schema.ComparisonOutcome;
import dev.laurel.schema.Edit;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PremadePair;
import dev.laurel.schema.Ranking;
import dev.laurel.schema.Rating;
import dev.laurel.schema.Regenerate;
import dev.laurel.schema.Thumb;
import dev.laurel.schema.ToolCall;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every number, time and text of the schemas that ingest reads, those of fields to come included, is refused where it is none. */
class FieldBoundsTest {

    private static final List<Double> NO_DOUBLES =
            List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e308, -1e308, 1e30, -1e30);
    private static final List<Integer> NO_INTS = List.of(Integer.MIN_VALUE, -1);
    private static final List<Instant> NO_TIMES = List.of(
            Instant.MIN,
            Instant.MAX,
            Instant.EPOCH,
            Instant.ofEpochMilli(Long.MIN_VALUE),
            Instant.ofEpochMilli(Long.MAX_VALUE),
            Instant.ofEpochMilli(1_795_903_847L),
            Instant.ofEpochMilli(1_795_903_847_497_796L));

    /** Texts, in which there may be line breaks and all other characters but half a surrogate pair. */
    private static final Set<String> TEXTS =
            Set.of("content", "reasoning_content", "response", "edited", "comment", "reference");

    static Stream<SpecificRecord> records() {
        Stream<Object> payloads = Stream.of(
                new PremadePair("a", "b", 1.0),
                new Comparison("a", "b", ComparisonOutcome.A, 0.5),
                new Rating("a", 3.0, 1.0, 5.0),
                new Thumb("a", true),
                new Ranking(List.of(List.of("a"), List.of("b"))),
                new Edit("a", "Better"),
                new Regenerate("a", "b"));
        return Stream.concat(payloads.map(FieldBoundsTest::event), Stream.of(response()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void goodRecordIsValid(SpecificRecord record) {
        assertThat(check(record)).isInstanceOf(Checked.Valid.class);
    }

    @ParameterizedTest
    @MethodSource("records")
    void extremeNumbersAndTimesAreRefused(SpecificRecord record) {
        int tried = everyLeaf(record, (leaf, schema) -> {
            List<?> extremes =
                    switch (schema.getType()) {
                        case DOUBLE -> NO_DOUBLES;
                        case INT -> NO_INTS;
                        case LONG -> NO_TIMES;
                        default -> List.of();
                    };
            extremes.forEach(extreme -> refused(record, leaf, extreme));
        });
        assertThat(tried).isPositive();
    }

    @ParameterizedTest
    @MethodSource("records")
    void namesThatForgeLogsAndTextsWithHalfACharacterAreRefused(SpecificRecord record) {
        everyLeaf(record, (leaf, schema) -> {
            if (schema.getType() == Schema.Type.STRING) {
                refused(record, leaf, "half \ud83d");
                if (!TEXTS.contains(leaf.name()) && !leaf.path().endsWith("attributes{}")) {
                    refused(record, leaf, "a\nINFO forged");
                    refused(record, leaf, "a\u2028b");
                    refused(record, leaf, "x".repeat(1_025));
                }
            }
        });
    }

    private static void refused(SpecificRecord record, Leaf leaf, Object value) {
        Object before = leaf.get();
        leaf.set(value);
        assertThat(check(record)).as("%s = %s", leaf.path(), value).isInstanceOf(Checked.Rejected.class);
        leaf.set(before);
    }

    private static Checked<?> check(SpecificRecord record) {
        return record instanceof FeedbackEvent event
                ? InputTopic.FEEDBACK.check().apply(event)
                : InputTopic.RESPONSES.check().apply((GeneratedResponse) record);
    }

    private static FeedbackEvent event(Object payload) {
        FeedbackEvent event = Samples.feedback("e1", payload, Samples.answer("a"), Samples.answer("b"));
        return (FeedbackEvent) filled(copy(event));
    }

    private static GeneratedResponse response() {
        return (GeneratedResponse) filled(copy(Samples.response("a")));
    }

    /** Shares nothing with the record, which other tests use too. */
    private static <R extends SpecificRecord> R copy(R record) {
        return SpecificData.getForClass(record.getClass()).deepCopy(record.getSchema(), record);
    }

    /** The record with a value in every optional field, but {@code supersedes}, which an event that creates has not. */
    private static Object filled(SpecificRecord record) {
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (value instanceof SpecificRecord nested) {
                filled(nested);
            } else if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof SpecificRecord) {
                List<Object> all = new ArrayList<>(list);
                all.forEach(each -> filled((SpecificRecord) each));
                record.put(field.pos(), all);
            } else if (field.name().equals("tool_calls")) {
                record.put(field.pos(), new ArrayList<>(List.of(new ToolCall("c1", "function", "search", "{}"))));
            } else if (field.name().equals("answer")) {
                record.put(field.pos(), new ArrayList<>(List.of(filled(Messages.text("assistant", "Answer")))));
            } else if (value == null && !field.name().equals("supersedes")) {
                record.put(field.pos(), field.name().equals("tools") ? "[{}]" : small(field.schema()));
            } else if (value instanceof Map) {
                record.put(field.pos(), new HashMap<>(Map.of("key", "value")));
            } else if (field.name().equals("tags")) {
                record.put(field.pos(), new ArrayList<>(List.of("tone")));
            } else if (field.name().equals("tiers")) {
                List<Object> tiers = new ArrayList<>();
                ((List<?>) value).forEach(tier -> tiers.add(new ArrayList<>((List<?>) tier)));
                record.put(field.pos(), tiers);
            }
        }
        return record;
    }

    private static Object small(Schema union) {
        Schema schema = branch(union, "");
        return switch (schema.getType()) {
            case STRING -> "name";
            case INT -> 1;
            case DOUBLE -> 1.0;
            default -> throw new IllegalStateException("no optional field of Laurel has a " + schema);
        };
    }

    /** A place in a record, read and written. */
    private record Leaf(String path, String name, Supplier<Object> read, Consumer<Object> write) {

        Object get() {
            return read.get();
        }

        void set(Object value) {
            write.accept(value);
        }
    }

    private static int everyLeaf(SpecificRecord record, BiConsumer<Leaf, Schema> action) {
        int count = 0;
        for (Schema.Field field : record.getSchema().getFields()) {
            Leaf leaf = new Leaf(
                    record.getSchema().getName() + "." + field.name(),
                    field.name(),
                    () -> record.get(field.pos()),
                    value -> record.put(field.pos(), value));
            count += everyLeaf(leaf, field.schema(), action);
        }
        return count;
    }

    private static int everyLeaf(Leaf leaf, Schema declared, BiConsumer<Leaf, Schema> action) {
        Object value = leaf.get();
        if (value == null) {
            return 0;
        }
        Schema schema = branch(declared, name(value));
        if (value instanceof SpecificRecord nested) {
            return everyLeaf(nested, action);
        }
        if (schema.getType() == Schema.Type.ARRAY) {
            return everyElement(leaf, schema.getElementType(), action);
        }
        if (schema.getType() == Schema.Type.MAP) {
            return everyEntry(leaf, schema.getValueType(), action);
        }
        action.accept(leaf, schema);
        return 1;
    }

    @SuppressWarnings("unchecked")
    private static int everyElement(Leaf leaf, Schema elements, BiConsumer<Leaf, Schema> action) {
        List<Object> list = (List<Object>) leaf.get();
        int count = 0;
        for (int i = 0; i < list.size(); i++) {
            int at = i;
            Leaf element = new Leaf(leaf.path() + "[]", leaf.name(), () -> list.get(at), value -> list.set(at, value));
            count += everyLeaf(element, elements, action);
        }
        return count;
    }

    @SuppressWarnings("unchecked")
    private static int everyEntry(Leaf leaf, Schema values, BiConsumer<Leaf, Schema> action) {
        Map<String, Object> map = (Map<String, Object>) leaf.get();
        Leaf value =
                new Leaf(leaf.path() + "{}", leaf.name(), () -> map.get("key"), changed -> map.put("key", changed));
        Leaf key = new Leaf(leaf.path() + "{key}", leaf.name() + "-key", () -> "key", changed -> {
            map.clear();
            map.put((String) changed, "value");
        });
        return everyLeaf(value, values, action) + everyLeaf(key, Schema.create(Schema.Type.STRING), action);
    }

    private static String name(Object value) {
        return value instanceof SpecificRecord record ? record.getSchema().getFullName() : "";
    }

    private static Schema branch(Schema schema, String name) {
        return schema.getType() != Schema.Type.UNION
                ? schema
                : schema.getTypes().stream()
                        .filter(each -> each.getFullName().equals(name))
                        .findFirst()
                        .orElseGet(() -> schema.getTypes().get(1));
    }
}
