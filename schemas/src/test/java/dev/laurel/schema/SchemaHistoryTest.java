package dev.laurel.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.laurel.schema.Topic.Compatibility.FULL_TRANSITIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Holds the current schemas against every version ever published, kept in {@code src/main/schema-history/SUBJECT/N.avsc}. */
class SchemaHistoryTest {

    private static final Path HISTORY = Path.of("src/main/schema-history");

    static Stream<Topic<?>> topics() {
        return Topics.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void currentSchemaIsTheLatestPublishedVersion(Topic<?> topic) throws IOException {
        List<Schema> history = history(topic);

        assertThat(history)
                .as("a changed schema is published as %s/%s/%d.avsc", HISTORY, topic.subject(), history.size() + 1)
                .isNotEmpty()
                .last()
                .isEqualTo(topic.schema());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void currentSchemaKeepsThePromiseToEveryPublishedVersion(Topic<?> topic) throws Exception {
        validator(topic).validate(topic.schema(), history(topic));
    }

    @Test
    void refusesAFieldWithoutDefault() {
        Schema old = Topics.SCORED.schema();
        List<Schema.Field> fields = new ArrayList<>();
        old.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("mood", Schema.create(Schema.Type.STRING), null, (Object) null));
        Schema changed = Schema.createRecord(old.getName(), null, old.getNamespace(), false, fields);

        assertThatThrownBy(() -> validator(Topics.SCORED).validate(changed, List.of(old)))
                .isInstanceOf(SchemaValidationException.class)
                .hasMessageContaining("mood");
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyRecordAndFieldIsDocumented(Topic<?> topic) {
        assertThat(undocumented(topic.schema(), new ArrayList<>())).isEmpty();
    }

    private static List<String> undocumented(Schema schema, List<String> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (schema.getDoc() == null) {
                    found.add(schema.getFullName());
                }
                for (Schema.Field field : schema.getFields()) {
                    if (field.doc() == null) {
                        found.add(schema.getFullName() + "." + field.name());
                    }
                    undocumented(field.schema(), found);
                }
            }
            case UNION -> schema.getTypes().forEach(type -> undocumented(type, found));
            case ARRAY -> undocumented(schema.getElementType(), found);
            case MAP -> undocumented(schema.getValueType(), found);
            default -> {}
        }
        return found;
    }

    private static SchemaValidator validator(Topic<?> topic) {
        SchemaValidatorBuilder builder = new SchemaValidatorBuilder();
        return (topic.compatibility() == FULL_TRANSITIVE ? builder.mutualReadStrategy() : builder.canReadStrategy())
                .validateAll();
    }

    private static List<Schema> history(Topic<?> topic) throws IOException {
        List<Schema> versions = new ArrayList<>();
        for (int version = 1; ; version++) {
            Path file = HISTORY.resolve(topic.subject()).resolve(version + ".avsc");
            if (!Files.exists(file)) {
                return versions;
            }
            versions.add(new Schema.Parser().parse(file.toFile()));
        }
    }
}
