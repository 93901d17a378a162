package dev.laurel.service.http;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BodyMemoryTest {

    private static final int LARGE = 100 << 10;

    private final BodyMemory memory = new BodyMemory(2 * LARGE);

    @Test
    void largeBodiesShareIt() {
        BodyMemory.Room first = memory.room();
        BodyMemory.Room second = memory.room();
        BodyMemory.Room third = memory.room();

        assertThat(first.take(LARGE)).isTrue();
        assertThat(second.take(LARGE)).isTrue();
        assertThat(third.take(LARGE)).isFalse();

        first.release();
        first.release();
        assertThat(third.take(LARGE)).isTrue();
        assertThat(memory.held()).isEqualTo(2 * LARGE);
    }

    @Test
    void aBodyThatGrowsTakesWhatItGrowsBy() {
        BodyMemory.Room growing = memory.room();

        for (int length = 1; length <= LARGE; length += 999) {
            assertThat(growing.take(length)).isTrue();
        }

        assertThat(memory.held()).isBetween(LARGE - 999L, (long) LARGE);
    }

    @Test
    void smallBodiesNeedNone() {
        memory.room().take(2 * LARGE);

        assertThat(memory.room().take(BodyMemory.SMALL)).isTrue();
    }
}
