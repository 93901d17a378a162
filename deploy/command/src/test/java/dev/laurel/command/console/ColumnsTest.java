package dev.laurel.command.console;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ColumnsTest {

    @Test
    void countsWhatATerminalNeeds() {
        assertThat(Columns.of("abc")).isEqualTo(3);
        assertThat(Columns.of("早起。")).isEqualTo(6);
        assertThat(Columns.of("한국 カナ Ｅ")).isEqualTo(12);
        assertThat(Columns.of("e\u0301")).as("a combining accent").isEqualTo(1);
        assertThat(Columns.of("𠀀😀")).isEqualTo(4);
    }

    @Test
    void padsWideTextToTheSameColumn() {
        assertThat(Columns.pad("早起", 6)).isEqualTo("早起  ");
        assertThat(Columns.pad("longer", 3)).isEqualTo("longer");
    }

    @Test
    void breaksAtSpacesAndAfterWideCharacters() {
        assertThat(Columns.wrap("one two three", 7)).containsExactly("one two", "three");
        assertThat(Columns.wrap("早起真正的敌手", 6)).containsExactly("早起真", "正的敌", "手");
        assertThat(Columns.wrap("a\n早起 b", 5)).containsExactly("a 早", "起 b");
    }

    @Test
    void noRowIsWiderAndNothingIsLost() {
        String text = "Warmth undoes the change, 但只有一两个小时 and no longer. ".repeat(20);

        assertThat(Columns.wrap(text, 40)).hasSizeGreaterThan(20).allSatisfy(row -> assertThat(Columns.of(row))
                .isLessThanOrEqualTo(40));
        assertThat(String.join("", Columns.wrap(text, 40)).replace(" ", "")).isEqualTo(text.replace(" ", ""));
    }

    @Test
    void aWordThatIsTooLongHasARowOfItsOwn() {
        assertThat(Columns.wrap("a unbreakable b", 4)).containsExactly("a", "unbreakable", "b");
    }
}
