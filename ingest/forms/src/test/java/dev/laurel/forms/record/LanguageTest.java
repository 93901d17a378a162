package dev.laurel.forms.record;

import java.util.List;
import java.util.Optional;

import dev.laurel.schema.Messages;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LanguageTest {

    @Test
    void chineseIsKnownByItsScript() {
        assertThat(language("请用 Java 写一个排序算法")).hasValue("zh");
    }

    @Test
    void scriptsOfManyLanguagesTellNothing() {
        assertThat(language("Bonjour, ça va ?")).isEmpty();
        assertThat(language("42 + 1")).isEmpty();
    }

    @Test
    void japaneseIsNotTakenForChinese() {
        assertThat(language("東京の天気は")).isEmpty();
    }

    @Test
    void aFewHanLettersDoNotMakeATextChinese() {
        assertThat(language("What does the character 茶 mean in this old poem?")).isEmpty();
    }

    private static Optional<String> language(String text) {
        return Language.byScript(List.of(Messages.text("user", text)));
    }
}
