package dev.laurel.command.client;

import java.util.Properties;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClusterTest {

    @Test
    void passesSaslAndTlsToKafkaAndTheRegistrysSettingsNot() {
        Properties more = new Properties();
        more.setProperty("security.protocol", "SASL_SSL");
        more.setProperty("basic.auth.user.info", "u:p");

        Cluster cluster = Cluster.at("broker:9093", "http://registry", more);

        assertThat(cluster.kafka())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("bootstrap.servers", "broker:9093")
                .hasSize(2);
    }
}
