package dev.laurel.schema;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.type.TypeReference;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The schema registry as Laurel uses it: schemas by name, ids by topic, both cached for ever, since the registry never changes them.
 *
 * <p>An answer that it has no such schema is a {@link SerializationException}, no answer a {@link RegistryUnavailableException}. Safe for many threads.
 */
public final class Registry {

    /** Name of the setting with the registry's address; others that begin with {@code schema.registry.} go to the client too. */
    public static final String URL = "schema.registry.url";

    /** Where it is unless settings say otherwise: in the local stack. The services' {@code application.properties} say the same. */
    public static final String DEFAULT_URL = "http://127.0.0.1:8081/apis/ccompat/v7";

    private static final int NOT_FOUND = 404;
    /** Not logged in, timed out, asked too often: nothing is known against the schema then. */
    private static final Set<Integer> NO_ANSWER = Set.of(401, 407, 408, 429);

    private static final int SERVER_ERROR = 500;
    private static final int CACHE_CAPACITY = 1_000;

    static {
        AvroLimits.set();
    }

    private final String url;
    private final RestService rest;
    private final SchemaRegistryClient client;
    private final Map<WireFormat.SchemaName, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();

    private Registry(String url, RestService rest, SchemaRegistryClient client) {
        this.url = url;
        this.rest = rest;
        this.client = client;
    }

    /**
     * A registry at {@code schema.registry.url}. Nothing is asked of it yet.
     *
     * @param settings the client's own settings: {@code basic.auth.credentials.source}, {@code schema.registry.ssl.truststore.location}, …
     * @throws IllegalArgumentException if there is no {@code schema.registry.url}
     */
    public static Registry connect(Map<String, ?> settings) {
        if (!(settings.get(URL) instanceof String url) || url.isBlank()) {
            throw new IllegalArgumentException(URL + " is not set");
        }
        RestService rest = new RestService(url);
        Map<String, Object> known = new HashMap<>(settings);
        return new Registry(url, rest, new CachedSchemaRegistryClient(rest, CACHE_CAPACITY, known));
    }

    /** The client itself, for what this class does not do. */
    public SchemaRegistryClient client() {
        return client;
    }

    /**
     * Asks for the id of every topic's schema, so that a service refuses to start where it could not write or read.
     *
     * @throws SerializationException if a schema is not registered, naming its subject
     * @throws RegistryUnavailableException if the registry does not answer, naming its address
     */
    public void verify(Iterable<? extends Topic<?>> topics) {
        topics.forEach(this::id);
    }

    /** The id under which the topic's current schema is registered. */
    int id(Topic<?> topic) {
        return ids.computeIfAbsent(
                topic.subject(),
                subject -> ask(
                        "schema " + topic.schema().getFullName() + " is not registered under subject " + subject
                                + " at " + url,
                        () -> client.getId(subject, new AvroSchema(topic.schema()))));
    }

    /** The schema of that name. */
    Schema schema(WireFormat.SchemaName name) {
        return schemas.computeIfAbsent(
                name, wanted -> ask("no schema with " + wanted + " at " + url, () -> fetch(wanted)));
    }

    private Schema fetch(WireFormat.SchemaName name) throws IOException, RestClientException {
        if (name instanceof WireFormat.SchemaName.Id byId) {
            SchemaString found = rest.getId(byId.id());
            boolean whole =
                    found.getReferences() == null || found.getReferences().isEmpty();
            return whole
                    ? parse(name, found)
                    : (Schema) client.getSchemaById(byId.id()).rawSchema();
        }
        UUID guid = ((WireFormat.SchemaName.Guid) name).guid();
        return parse(
                name,
                rest.httpRequest(
                        "/schemas/guids/" + guid,
                        "GET",
                        null,
                        RestService.DEFAULT_REQUEST_PROPERTIES,
                        new TypeReference<>() {}));
    }

    /** The client itself takes a schema that is not Avro for a registry that cannot be reached. */
    private static Schema parse(WireFormat.SchemaName name, SchemaString found) {
        String type = found.getSchemaType();
        if (type != null && !type.equals(AvroSchema.TYPE)) {
            throw new SerializationException(
                    "schema with " + name + " is of type " + type + ", not " + AvroSchema.TYPE);
        }
        return new AvroSchema(found.getSchemaString()).rawSchema();
    }

    private interface Question<T> {
        T ask() throws IOException, RestClientException;
    }

    private <T> T ask(String missing, Question<T> question) {
        try {
            return question.ask();
        } catch (RestClientException e) {
            if (e.getStatus() == NOT_FOUND) {
                throw new SerializationException(missing, e);
            }
            if (e.getStatus() >= SERVER_ERROR || NO_ANSWER.contains(e.getStatus())) {
                throw new RegistryUnavailableException("schema registry at " + url + " failed: " + e.getMessage(), e);
            }
            throw new SerializationException(missing + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RegistryUnavailableException(
                    "schema registry at " + url + " does not answer: " + e.getMessage(), e);
        }
    }
}
