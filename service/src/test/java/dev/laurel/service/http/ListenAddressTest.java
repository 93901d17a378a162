package dev.laurel.service.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.http.HttpServerOptions;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ListenAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.0.0.2"})
    void loopbackIsOpenToThisMachineOnly(String host) {
        assertThat(prepared("127.0.0.1", host).isHttp2ClearTextEnabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void otherAddressesAreRefusedUnlessTheyAreMeant(String host) {
        assertThatThrownBy(() -> prepared("127.0.0.1", host))
                .hasMessageContaining("laurel.http.listen=" + host + " opens it to everybody");

        assertThat(prepared(host, host).getHost()).isEqualTo(host);
    }

    @Test
    void anAddressThatIsNoneIsNamed() {
        assertThatThrownBy(() -> prepared("300.0.0.1", "300.0.0.1")).hasMessageContaining("300.0.0.1");
    }

    private static HttpServerOptions prepared(String listen, String host) {
        HttpConfig config = new SmallRyeConfigBuilder()
                .withMapping(HttpConfig.class)
                .withConverters(new Converter<?>[] {new MemorySizeConverter(), new DurationConverter()})
                .withDefaultValue("laurel.http.listen", listen)
                .build()
                .getConfigMapping(HttpConfig.class);
        HttpServerOptions options = new HttpServerOptions().setHost(host);
        new ListenAddress(config, new Connections(config, new DoorMetrics(new SimpleMeterRegistry())))
                .customizeHttpServer(options);
        return options;
    }
}
