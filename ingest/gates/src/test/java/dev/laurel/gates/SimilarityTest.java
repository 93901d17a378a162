package dev.laurel.gates;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SimilarityTest {

    @Test
    void caseWhiteSpaceAndCompatibilityFormsAreNoDifference() {
        assertThat(Similarity.of("The  sky\nis BLUE", " the sky is blue ")).isEqualTo(1);
        assertThat(Similarity.of("ﬁne ＡＢＣ", "fine abc")).isEqualTo(1);
        assertThat(Similarity.of("", " ")).isEqualTo(1);
    }

    @Test
    void isTheShareOfCommonRunsOfThreeWords() {
        // one: abc bcd cde; other: abc bcd cdf
        assertThat(Similarity.of("a b c d e", "a b c d f")).isEqualTo(2.0 / 4);
        assertThat(Similarity.of("a b c d e", "v w x y z")).isZero();
        assertThat(Similarity.of("a b c d e", "e d c b a")).isZero();
    }

    @Test
    void fewerWordsAreOneRun() {
        assertThat(Similarity.of("yes", "no")).isZero();
        assertThat(Similarity.of("yes", "Yes")).isEqualTo(1);
        assertThat(Similarity.of("a b", "a b c")).isZero();
    }

    @Test
    void punctuationIsADifference() {
        assertThat(Similarity.of("a + b", "a - b")).isZero();
        assertThat(Similarity.of("f(x) is done", "f(x) is done!")).isBetween(0.5, 0.99);
    }

    @Test
    void charactersOfScriptsWithoutSpacesAreWords() {
        // four runs each, three of them common
        assertThat(Similarity.of("天空是蓝色的", "天空是蓝色吗")).isEqualTo(3.0 / 5);
    }
}
