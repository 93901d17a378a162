package dev.laurel.gates;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;

/**
 * What a pair of a prompt says, whatever the ids of its answers and events are.
 *
 * @param judge who says it: the annotator, else the person whose conversation it is, else, of pairs that came as pairs, the system
 * @param digest of both answers' texts, chosen first
 */
public record PairContent(String task, String judge, String digest) {

    private static final int BYTES = 16;

    /** Empty where nobody knows who judged: two such pairs may be two people's. */
    public static Optional<PairContent> of(PreferencePair pair) {
        PairSource source = pair.getSource();
        return source.getAnnotator()
                .map(name -> "annotator/" + name)
                .or(() -> source.getSubject().map(name -> "subject/" + name))
                .or(() -> source.getKind() == FeedbackKind.PREMADE_PAIR
                        ? Optional.of("system/" + source.getSystem())
                        : Optional.empty())
                .map(judge -> new PairContent(pair.getTask(), judge, digest(pair)));
    }

    private static String digest(PreferencePair pair) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
        for (String side : List.of(
                SideText.of(pair.getChosen().getMessages()),
                SideText.of(pair.getRejected().getMessages()))) {
            byte[] text = side.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).flip());
            digest.update(text);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
