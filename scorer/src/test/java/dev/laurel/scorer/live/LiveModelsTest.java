package dev.laurel.scorer.live;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.text.Conversation;
import dev.laurel.reward.text.Message;
import dev.laurel.reward.text.OverlongPrompt;
import dev.laurel.scorer.Starters;
import dev.laurel.scorer.watch.ScorerMetrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class LiveModelsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final List<Conversation> CONVERSATION =
            List.of(Conversation.of(List.of(new Message("user", "Hi"), new Message("assistant", "Hello"))));

    @TempDir
    static Path store;

    private static Engine engine;
    private static Path first;
    private static Path second;

    private final LiveModels models =
            new LiveModels(new ScorerMetrics(new SimpleMeterRegistry()), Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeAll
    static void startEngine() {
        engine = Starters.engine();
        first = Starters.write(store.resolve("first"), 1);
        second = Starters.write(store.resolve("second"), 2);
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @AfterEach
    void close() {
        models.close();
    }

    @Test
    void abstainsWhileNoVersionIsActive() {
        try (Lease lease = models.lease()) {
            assertThat(lease.model("rich")).isEmpty();
        }
        assertThat(models.any()).isFalse();
    }

    @Test
    void keepsALeasedVersionOpenUntilItsLastUserHasLeft() {
        LiveModel old = Starters.load("rich", 1, first, engine);
        models.activate(old);
        Lease before = models.lease();
        Lease alsoBefore = models.lease();

        models.activate(Starters.load("rich", 2, second, engine));

        assertThat(version(before)).isEqualTo(1);
        before.close();
        assertThat(old.judge(CONVERSATION)).singleElement().isInstanceOf(Judgement.Reward.class);
        alsoBefore.close();
        assertThatThrownBy(() -> old.judge(CONVERSATION)).isInstanceOf(IllegalStateException.class);
        try (Lease after = models.lease()) {
            assertThat(version(after)).isEqualTo(2);
        }
    }

    @Test
    void waitsForALinesFirstVersionWhileOneMayBeOnItsWay() {
        CompletableFuture<Integer> version = CompletableFuture.supplyAsync(() -> {
            try (Lease lease = models.lease(Set.of("rich"), Duration.ofMinutes(1))) {
                return version(lease);
            }
        });

        models.activate(Starters.load("rich", 1, first, engine));

        assertThat(version).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1);
    }

    @Test
    void doesNotWaitForAVersionThatIsNotOnItsWay() {
        CompletableFuture<Boolean> found = CompletableFuture.supplyAsync(() -> {
            try (Lease lease = models.lease(Set.of("rich"), Duration.ofMinutes(1))) {
                return lease.model("rich").isPresent();
            }
        });

        await().untilAsserted(() -> {
            models.settled();
            assertThat(found).isCompletedWithValue(false);
        });
    }

    @Test
    void closesAVersionThatArrivesAfterTheEnd() {
        LiveModel late = Starters.load("rich", 1, first, engine);
        models.close();

        models.activate(late);

        assertThat(models.any()).isFalse();
        assertThatThrownBy(() -> late.judge(CONVERSATION)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void remembersARefusalUntilAVersionIsTaken() {
        Announced announced = Starters.announced("rich", 2, second);
        models.refuse(announced, "weights differ");
        assertThat(models.refused("rich")).contains(new LiveModels.Refused(2, "weights differ", NOW));

        models.activate(LiveModel.load(announced, second, OverlongPrompt.FLAG, engine));

        assertThat(models.refused("rich")).isEmpty();
        assertThat(models.active("rich")).map(LiveModels.Active::since).contains(NOW);
    }

    @Test
    void doesNotLoadOtherWeightsThanAnnounced() {
        Announced announced = Starters.announced("rich", 1, first);

        assertThatThrownBy(() -> LiveModel.load(announced, second, OverlongPrompt.FLAG, engine))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(Starters.digest(first))
                .hasMessageContaining(Starters.digest(second));
    }

    private static int version(Lease lease) {
        return lease.model("rich").orElseThrow().announced().version();
    }
}
