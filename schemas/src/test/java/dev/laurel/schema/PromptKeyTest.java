package dev.laurel.schema;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PromptKeyTest {

    @Test
    void isTenantSlashPromptIdInUtf8() {
        assertThat(new PromptKey("acme", "诗/7").toBytes()).asString().isEqualTo("acme/诗/7");
    }

    @Test
    void readsBackWhatItWrote() {
        PromptKey key = new PromptKey("acme", "a/b");

        assertThat(PromptKey.parse(key.toString())).isEqualTo(key);
    }

    @Test
    void refusesAKeyWithoutTenant() {
        assertThatThrownBy(() -> PromptKey.parse("p42")).hasMessageContaining("\"p42\"");
        assertThatThrownBy(() -> PromptKey.parse("/p42")).hasMessageContaining("tenant");
    }

    @Test
    void refusesATenantWithASlash() {
        assertThatThrownBy(() -> new PromptKey("a/b", "p")).hasMessageContaining("\"a/b\"");
    }

    @Test
    void refusesAnEmptyPromptId() {
        assertThatThrownBy(() -> PromptKey.parse("acme/")).hasMessageContaining("prompt_id");
    }
}
