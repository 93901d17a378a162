package dev.laurel.ingest.pair;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.PromptKey;

/**
 * The id of a pair: the first 128 bits, in hexadecimal, of a SHA-256 over the prompt, the kind of feedback, the two answers and the events behind it. The
 * same feedback gives the same id, today and after a replay.
 */
final class PairId {

    private static final int BYTES = 16;

    private PairId() {}

    static String of(PromptKey prompt, FeedbackKind kind, Preference preference) {
        MessageDigest digest = sha256();
        Stream<String> answers = Stream.of(
                preference.chosen().getResponseId(), preference.rejected().getResponseId());
        Stream<String> events =
                preference.basis().stream().map(FeedbackEvent::getEventId).sorted();
        Stream.of(Stream.of(prompt.tenant(), prompt.promptId(), kind.name()), answers, events)
                .flatMap(parts -> parts)
                .forEach(part -> add(digest, part));
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /** With its length in front, so that no two lists of parts give the same bytes. */
    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
