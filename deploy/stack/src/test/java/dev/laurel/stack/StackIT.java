package dev.laurel.stack;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StackIT {

    @Test
    void brokerAndRegistryAnswer() throws Exception {
        try (Stack stack = Stack.forTests();
                Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("praise.given.v1", Optional.of(3), Optional.empty())))
                    .all()
                    .get();

            assertThat(admin.listTopics().names().get()).containsExactly("praise.given.v1");
            assertThat(register(stack, "praise.given.v1-value", "\"string\"")).contains("\"id\":1");
        }
    }

    private static String register(Stack stack, String subject, String schema) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(stack.registryUrl() + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"schema\":\"" + schema.replace("\"", "\\\"") + "\"}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
