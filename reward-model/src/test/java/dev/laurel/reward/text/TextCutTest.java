package dev.laurel.reward.text;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.laurel.reward.Measured;
import dev.laurel.reward.checkpoint.Reading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Long texts are cut before they are tokenised, and have the tokens that the whole text begins with. */
class TextCutTest {

    private static final int MOST = 40;
    private static final int LONG = 12_000; // characters: well above what is encoded at once for so few tokens

    /** Pieces of text that are hostile to a cut: endless words, white space with a line break somewhere, marks, special tokens without spaces. */
    private static final List<String> PIECES = List.of(
            "a",
            "ab",
            "ha",
            "word ",
            "Wort, ",
            "don't ",
            "it's",
            "'",
            "''",
            "12",
            "1,234,567 ",
            "١٢٣ ",
            " ",
            "  ",
            "\n",
            "\r\n",
            "\t",
            " \n ",
            "\u00a0",
            "\u3000",
            "\u2028",
            "。",
            "，",
            "水车",
            "这条河在到达磨坊之前。",
            "한국어",
            "\u1112\u1161\u11ab",
            "e\u0301",
            "\u0301",
            "\u0323",
            "😀",
            "👩‍👩‍👧",
            "🇨🇳",
            "\u200d",
            "!",
            "?!",
            "---",
            "____",
            "a_b_",
            "{\"k\":1}",
            "<|im_end|>",
            "<|im_start|>user\n",
            "<|im_end",
            "|>",
            "x<|endoftext|>",
            "\u0000",
            "é",
            "ﬁ",
            "Å",
            "ẛ̣",
            "नमस्ते ",
            "ไทย",
            "العربية ");

    @TempDir
    private Path starter;

    private static Stream<Path> golden() {
        return Stream.of("bpe512", "bpe4096").map(TextCutTest::golden);
    }

    private static Path golden(String name) {
        try {
            return Path.of(
                    TextCutTest.class.getResource("/golden/tokenizer/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void keepsTheFirstTokensOfTheStarter() throws IOException {
        ModelFiles.copyStarter(starter);
        requireSameTokens(starter);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void keepsTheFirstTokensOf(Path tokenizer) {
        requireSameTokens(tokenizer);
    }

    private static void requireSameTokens(Path directory) {
        for (Reading reading : Reading.values()) {
            try (Tokenizer tokenizer =
                    Tokenizer.load(directory, SpecialTokens.load(directory, Reading.FIRST), reading)) {
                List<String> texts = texts(new Random(reading.revision()));
                List<int[]> whole = tokenizer.encode(texts, false);
                List<int[]> first = tokenizer.encodeUpTo(MOST, texts, false);
                for (int i = 0; i < texts.size(); i++) {
                    int[] expected = Arrays.copyOf(whole.get(i), Math.min(whole.get(i).length, MOST));
                    int[] found = Arrays.copyOf(first.get(i), Math.min(first.get(i).length, MOST));
                    assertThat(found).as("%s text %d", reading, i).isEqualTo(expected);
                    assertThat(first.get(i).length > MOST)
                            .as("%s text %d is truncated", reading, i)
                            .isEqualTo(whole.get(i).length > MOST);
                }
            }
        }
    }

    /** Endless repetitions of each piece with another at a random place, then random mixtures of few and of many pieces. */
    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>();
        for (String piece : PIECES) {
            StringBuilder endless = new StringBuilder(piece.repeat(LONG / piece.length()));
            texts.add(endless.toString());
            texts.add(endless.replace(LONG / 2, LONG / 2, piece(random)).toString());
        }
        for (int i = 0; i < 60; i++) {
            List<String> few =
                    Stream.generate(() -> piece(random)).limit(1 + i % 5).toList();
            StringBuilder text = new StringBuilder();
            while (text.length() < LONG) {
                text.append(i % 2 == 0 ? few.get(random.nextInt(few.size())) : piece(random));
            }
            texts.add(text.toString());
        }
        return texts.stream()
                .map(text -> Character.isHighSurrogate(text.charAt(text.length() - 1)) ? text + "\ude00" : text)
                .toList();
    }

    private static String piece(Random random) {
        return PIECES.get(random.nextInt(PIECES.size()));
    }

    @ParameterizedTest
    @MethodSource("hugeTexts")
    void takesNoLongerForAHugeText(String piece) throws IOException {
        ModelFiles.copyStarter(starter);
        String text = piece.repeat(8_000_000 / piece.length());
        try (Tokenizer tokenizer = ModelFiles.tokenizer(starter)) {
            tokenizer.encodeUpTo(256, List.of(text), false);
            long started = System.nanoTime();
            tokenizer.encodeUpTo(256, List.of(text), false);
            double millis = (System.nanoTime() - started) / (double) TimeUnit.MILLISECONDS.toNanos(1);
            assertThat(Measured.of("256 tokens of 8 MB, milliseconds", millis))
                    .isLessThan(2_000); // the whole text takes several times as long on any machine
        }
    }

    private static Stream<String> hugeTexts() {
        return Stream.of("a river turns a wheel. ", "水车把水流变成动力。", "a", " ", "\n", "😀", "\u0301", "<|im_end|>", "x1");
    }
}
