package dev.laurel.reward.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.reward.checkpoint.Reading;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The native tokenizer of a {@code tokenizer.json}: text to ids and back, without truncation or padding. Safe for many threads; closing
 * waits for the calls under way.
 */
final class Tokenizer implements AutoCloseable {

    static final String FILE = "tokenizer.json";

    private static final int BATCH = 64; // texts of one native call: enough for its threads, few enough to hold at once

    private static final int CHARACTERS_PER_TOKEN =
            8; // twice what English has, so that one part is nearly always enough
    private static final int SHORT = 1_024;
    private static final int GROWTH = 4;

    private static final Map<String, String> OPTIONS =
            Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "false");

    private final Path file;
    private final HuggingFaceTokenizer tokenizer;
    private final TextCut cut;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private Tokenizer(Path file, HuggingFaceTokenizer tokenizer, TextCut cut) {
        this.file = file;
        this.tokenizer = tokenizer;
        this.cut = cut;
    }

    /**
     * The tokenizer of a model directory.
     *
     * @param specialTokens of which the tokenizer gets those it lacks
     */
    static Tokenizer load(Path modelDir, SpecialTokens specialTokens, Reading reading) {
        Path file = modelDir.resolve(FILE);
        ObjectNode json = (ObjectNode) ModelFile.json(file);
        try {
            return new Tokenizer(file, library(file, json, specialTokens.addTo(json)), TextCut.of(json, reading));
        } catch (IOException | RuntimeException e) {
            throw new CheckpointException(file, "is no tokenizer: " + e.getMessage(), e);
        }
    }

    private static HuggingFaceTokenizer library(Path file, ObjectNode json, boolean changed) throws IOException {
        try (InputStream content = changed
                ? new ByteArrayInputStream(json.toString().getBytes(StandardCharsets.UTF_8))
                : Files.newInputStream(file)) {
            return HuggingFaceTokenizer.newInstance(content, OPTIONS);
        }
    }

    /**
     * The ids of each text, in order.
     *
     * @throws UnusableTextException where a text has half a surrogate pair, which cannot cross to native code
     */
    List<int[]> encode(List<String> texts, boolean addSpecialTokens) {
        texts.forEach(text -> Readable.checkWhole(text, "text"));
        return open(() -> {
            List<int[]> ids = new ArrayList<>(texts.size());
            for (int from = 0; from < texts.size(); from += BATCH) {
                List<String> batch = texts.subList(from, Math.min(texts.size(), from + BATCH));
                encodeBatch(batch.toArray(String[]::new), addSpecialTokens, ids);
            }
            return ids;
        });
    }

    /**
     * The first ids of each text, in order: all of them, or more than {@code most} of which the first {@code most} are the text's. Takes about as long
     * as so many tokens do, however long the text is; {@link TextCut} says why the ids are the same.
     */
    List<int[]> encodeUpTo(int most, List<String> texts, boolean addSpecialTokens) {
        int[][] ids = new int[texts.size()][];
        List<Integer> left = IntStream.range(0, ids.length).boxed().toList();
        for (long least = (long) CHARACTERS_PER_TOKEN * most + SHORT; !left.isEmpty(); least *= GROWTH) {
            List<TextCut.Part> parts = new ArrayList<>(left.size());
            for (int i : left) {
                String text = texts.get(i);
                parts.add(
                        text.length() <= 2 * least
                                ? new TextCut.Part(text.length(), 0)
                                : cut.part(text, Math.toIntExact(least)));
            }
            List<Integer> these = left;
            List<String> cutTexts = IntStream.range(0, these.size())
                    .mapToObj(i ->
                            texts.get(these.get(i)).substring(0, parts.get(i).end()))
                    .toList();
            List<int[]> found = encode(cutTexts, addSpecialTokens);
            left = new ArrayList<>();
            for (int i = 0; i < found.size(); i++) {
                int text = these.get(i);
                boolean whole = parts.get(i).end() == texts.get(text).length();
                if (whole || found.get(i).length > (long) most + parts.get(i).spare()) {
                    ids[text] = found.get(i);
                } else {
                    left.add(text);
                }
            }
        }
        return Arrays.asList(ids);
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
