package dev.laurel.scorer.select;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.laurel.schema.ClosedBy;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GroupCodecTest {

    private static final Instant OPENED = Instant.parse("2026-03-01T08:00:00.123Z");

    private final Group group = new Group(
            new GroupName("acme", "default", "天".repeat(40_000), "g1"),
            4,
            OPENED,
            OPENED.plusSeconds(3),
            List.of("a", "b"),
            List.of("blank"),
            List.of("late"),
            Optional.of(new Group.End(ClosedBy.TIMEOUT, OPENED.plusSeconds(300))));

    @Test
    void keepsAGroupAsItIs() {
        assertThat(GroupCodec.decode(GroupCodec.encode(group))).isEqualTo(group);
    }

    @Test
    void refusesAFormItDoesNotKnow() {
        byte[] bytes = GroupCodec.encode(group);
        bytes[0] = 2;

        assertThatThrownBy(() -> GroupCodec.decode(bytes)).hasMessageContaining("form 2");
    }

    @Test
    void givesDifferentGroupsDifferentKeys() {
        assertThat(new GroupName("a", "b", "c", "d1").key("r"))
                .isNotEqualTo(new GroupName("a", "b", "c", "d").key("1r"));
        assertThat(new GroupName("a", "b", "c1", "d").key()).isNotEqualTo(new GroupName("a", "b", "c", "1d").key());
    }
}
