package dev.laurel.reward.text;

import java.nio.file.Path;
import java.util.List;

/** placeholder of the signature */
public final class RewardText implements AutoCloseable {

    public static RewardText load(Path modelDir) {
        throw new UnsupportedOperationException(modelDir.toString());
    }

    public FormattingProfile profile() {
        throw new UnsupportedOperationException();
    }

    /** Ids of a conversation, rendered by the chat template. */
    public TokenSequence encode(List<Message> conversation) {
        throw new UnsupportedOperationException();
    }

    /** Ids of a text taken as it is. */
    public TokenSequence encodeRaw(String text) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #encode}, many at once and in order. */
    public List<TokenSequence> encodeAll(List<List<Message>> conversations) {
        throw new UnsupportedOperationException();
    }

    public EncodedPair encodePair(PairText pair) throws UnusablePairException {
        throw new UnusablePairException(UnusablePairException.Reason.EMPTY, "" + pair);
    }

    @Override
    public void close() {}
}
