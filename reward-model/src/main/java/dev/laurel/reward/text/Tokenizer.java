package dev.laurel.reward.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

import dev.laurel.reward.checkpoint.CheckpointException;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;

/**
 * The native tokenizer of a {@code tokenizer.json}: text to ids and back, without truncation or padding. Safe for many threads; closing
 * waits for the calls under way.
 */
final class Tokenizer implements AutoCloseable {

    static final String FILE = "tokenizer.json";

    private static final int BATCH = 64; // texts of one native call: enough for its threads, few enough to hold at once

    private final Path file;
    private final HuggingFaceTokenizer tokenizer;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private Tokenizer(Path file, HuggingFaceTokenizer tokenizer) {
        this.file = file;
        this.tokenizer = tokenizer;
    }

    static Tokenizer load(Path modelDir) {
        Path file = modelDir.resolve(FILE);
        ModelFile.json(file);
        try {
            HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.builder()
                    .optTokenizerPath(file)
                    .optTruncation(false)
                    .optPadding(false)
                    .optAddSpecialTokens(false)
                    .build();
            return new Tokenizer(file, tokenizer);
        } catch (IOException | RuntimeException e) {
            throw new CheckpointException(file, "is no tokenizer: " + e.getMessage(), e);
        }
    }

    /** The ids of each text, in order. */
    List<int[]> encode(List<String> texts, boolean addSpecialTokens) {
        String[] safe = texts.stream().map(Tokenizer::wellFormed).toArray(String[]::new);
        return open(() -> {
            List<int[]> ids = new ArrayList<>(safe.length);
            for (int from = 0; from < safe.length; from += BATCH) {
                String[] batch = Arrays.copyOfRange(safe, from, Math.min(safe.length, from + BATCH));
                encodeBatch(batch, addSpecialTokens, ids);
            }
            return ids;
        });
    }

    /** Asks the library for ids alone: {@code HuggingFaceTokenizer.encode} also copies each token's text and span, at twice the cost. */
    private void encodeBatch(String[] texts, boolean addSpecialTokens, List<int[]> ids) {
        long[] encodings = TokenizersLibrary.LIB.batchEncode(tokenizer.getHandle(), texts, addSpecialTokens);
        try {
            for (long encoding : encodings) {
                long[] wide = TokenizersLibrary.LIB.getTokenIds(encoding);
                ids.add(Arrays.stream(wide).mapToInt(Math::toIntExact).toArray());
            }
        } finally {
            for (long encoding : encodings) {
                TokenizersLibrary.LIB.deleteEncoding(encoding);
            }
        }
    }

    /** The text that ids stand for. */
    String decode(int[] ids, boolean skipSpecialTokens) {
        long[] wide = Arrays.stream(ids).asLongStream().toArray();
        return open(() -> tokenizer.decode(wide, skipSpecialTokens));
    }

    /** The id of a token that is one by itself, as special tokens are. */
    int id(String token) {
        int[] ids = encode(List.of(token), false).get(0);
        if (ids.length != 1) {
            throw new CheckpointException(file, "'" + token + "' is not one token but " + ids.length);
        }
        return ids[0];
    }

    /** Half characters cannot cross to native code: each becomes U+FFFD. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
    }

    private <T> T open(Supplier<T> call) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("tokenizer is closed: " + file);
            }
            return call.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                tokenizer.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
