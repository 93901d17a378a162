package dev.laurel.ingest.pair;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;

import dev.laurel.ingest.ledger.EventKey;
import dev.laurel.ingest.ledger.Sha256;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.PromptKey;

/**
 * The id of a pair: the first 128 bits, in hexadecimal, of a SHA-256 over the prompt, the kind of feedback, the two answers and the events behind it with
 * their systems. The same feedback gives the same id, today and after a replay.
 */
final class PairId {

    private static final int BYTES = 16;

    private PairId() {}

    static String of(PromptKey prompt, FeedbackKind kind, Claim claim) {
        return of(
                prompt,
                kind,
                claim,
                claim.basis().stream()
                        .sorted(Comparator.comparing(EventKey::id).thenComparing(EventKey::system))
                        .flatMap(event -> Stream.of(event.id(), event.system())));
    }

    /** As earlier versions made it, which took ids of events to be unique over all systems. */
    static String earlier(PromptKey prompt, FeedbackKind kind, Claim claim) {
        return of(prompt, kind, claim, claim.basis().stream().map(EventKey::id).sorted());
    }

    private static String of(PromptKey prompt, FeedbackKind kind, Claim claim, Stream<String> events) {
        MessageDigest digest = Sha256.digest();
        Stream.of(
                        Stream.of(prompt.tenant(), prompt.promptId(), kind.name()),
                        Stream.of(claim.better(), claim.worse()),
                        events)
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
}
