package dev.laurel.reward.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The tokenizer Laurel ships: 6,144 tokens for English and Chinese. */
class StarterTokenizerTest {

    private static final String ENGLISH =
            "The river bends twice before it reaches the mill, and the children who live there know every stone of it. "
                    + "Could you explain how a water wheel turns the flow into work?";
    private static final String CHINESE = "这条河在到达磨坊之前拐了两个弯，住在那里的孩子们认识每一块石头。你能解释一下水车是怎样把水流变成动力的吗？";

    @TempDir
    private Path model;

    private Tokenizer tokenizer;

    @BeforeEach
    void load() throws IOException {
        ModelFiles.copyStarter(model);
        tokenizer = ModelFiles.tokenizer(model);
    }

    @AfterEach
    void close() {
        tokenizer.close();
    }

    @Test
    void endsItsVocabularyWithTheSpecialTokens() {
        assertThat(tokenizer.id("<|endoftext|>")).isEqualTo(6141);
        assertThat(tokenizer.id("<|im_start|>")).isEqualTo(6142);
        assertThat(tokenizer.id("<|im_end|>")).isEqualTo(6143);
    }

    @Test
    void givesBothLanguagesTheirShare() {
        assertThat(tokensPerCharacter(ENGLISH)).isLessThan(0.34);
        assertThat(tokensPerCharacter(CHINESE)).isLessThan(1.0);
    }

    @Test
    void givesBackEveryTextInNfc() {
        for (String text : List.of(ENGLISH, CHINESE, "👩‍👩‍👧 🇨🇳 \u0000\u007f", "한국어 العربية", "  \n\t tabs\r\n")) {
            int[] ids = tokenizer.encode(List.of(text), false).get(0);
            assertThat(tokenizer.decode(ids, false)).isEqualTo(text);
        }
    }

    private double tokensPerCharacter(String text) {
        return (double) tokenizer.encode(List.of(text), false).get(0).length / text.length();
    }
}
