package dev.laurel.service.http;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.vertx.core.http.HttpServerOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FramingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1|Transfer-Encoding: chunked, identity",
                "1.1|Transfer-Encoding: identity",
                "1.1|Transfer-Encoding: gzip, chunked",
                "1.1|Transfer-Encoding: chunked, chunked",
                "1.1|Transfer-Encoding: chunked|Transfer-Encoding: identity",
                "1.1|Transfer-Encoding: chunked|Transfer-Encoding: chunked",
                "1.1|Transfer-Encoding: xchunked",
                "1.1|Transfer-Encoding:",
                "1.0|Transfer-Encoding: chunked",
                "1.1|Content-Length: 3|Transfer-Encoding: chunked",
                "1.1|Transfer-Encoding: chunked|Content-Length: 0",
                "1.1|Content-Length: 3|Content-Length: 4",
                "1.1|Content-Length: 3, 4",
                "1.1|Content-Length: +3",
                "1.1|Content-Length: -3",
                "1.1|Content-Length: 0x3"
            })
    void anEndThatIsNotClearIsRefused(String request) {
        assertThat(isTaken(request)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1|Content-Length: 3", "1.0|Content-Length: 3", "1.1", "1.1|Transfer-Encoding: Chunked"})
    void aClearOneIsNot(String request) {
        assertThat(isTaken(request)).isTrue();
    }

    private static boolean isTaken(String request) {
        EmbeddedChannel channel = new EmbeddedChannel(new Framing.Decoder(new HttpServerOptions()));
        String head = "POST / HTTP/" + request.replace("|", "\r\n") + "\r\nHost: x\r\n\r\n";
        channel.writeInbound(Unpooled.copiedBuffer(head, StandardCharsets.ISO_8859_1));
        HttpRequest read = channel.readInbound();
        channel.releaseInbound();
        return read.decoderResult().isSuccess() && Framing.isClear(read);
    }
}
