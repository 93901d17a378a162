package dev.laurel.trainer.publish;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.Pairs;
import dev.laurel.trainer.window.SizeLimit;
import dev.laurel.trainer.window.Split;
import dev.laurel.trainer.window.WindowArchive;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AnchorSetTest {

    @TempDir
    Path directory;

    @Test
    void ofASmallWindowAreAllItsPairs() {
        Split window = new Split(Pairs.polite(0, 80), List.of(), Pairs.polite(80, 90));

        assertThat(AnchorSet.choose(1, window).pairs()).containsExactlyInAnyOrderElementsOf(Pairs.polite(0, 90));
    }

    @Test
    void ofTooMuchTextAreTheShortest() {
        List<PreferencePair> texts = IntStream.range(0, 40)
                .mapToObj(i -> Pairs.of("text-" + i, "word ".repeat(i % 2 == 0 ? 200_000 : 100)))
                .toList();

        List<PreferencePair> anchors =
                AnchorSet.choose(1, new Split(texts, List.of(), List.of())).pairs();

        assertThat(anchors).hasSize(35);
        assertThat(anchors.stream().mapToLong(SizeLimit::characters).sum()).isLessThan(16_000_000);
    }

    @Test
    void ofALargeWindowAreAShareOfEverySourceWithManyPrompts() {
        List<PreferencePair> chats = IntStream.range(0, 900)
                .mapToObj(i -> Pairs.of("chat-" + i, "Question " + i % 450))
                .toList();
        List<PreferencePair> mails = IntStream.range(0, 100)
                .mapToObj(i -> Pairs.builder("mail-" + i, "Letter " + i)
                        .setSource(PairSource.newBuilder(Pairs.of("x", "y").getSource())
                                .setSystem("mail")
                                .build())
                        .build())
                .toList();

        List<PreferencePair> anchors = AnchorSet.choose(
                        1,
                        new Split(Stream.concat(chats.stream(), mails.stream()).toList(), List.of(), List.of()))
                .pairs();

        assertThat(anchors).hasSize(500);
        assertThat(anchors)
                .filteredOn(pair -> pair.getSource().getSystem().equals("mail"))
                .hasSize(50);
        assertThat(anchors.stream().map(Split::prompt).distinct()).hasSize(500);
    }

    /** The scale stays what it was when some of the texts that define it are erased. */
    @Test
    void thoseThatAreLeftKeepTheirPlaces() {
        Map<String, PairScore> reference = rewards(0, 40, 1, 0);
        AnchorSet whole = new AnchorSet(1, Pairs.polite(0, 40), reference);
        AnchorSet erased = new AnchorSet(1, Pairs.polite(0, 20), reference);

        RewardScale before = whole.scale(rewards(0, 40, 2, 5)).orElseThrow();
        RewardScale after = erased.scale(rewards(0, 20, 2, 5)).orElseThrow();

        assertThat(before.mean()).isCloseTo(5, within(1e-6));
        assertThat(after.mean()).isCloseTo(before.mean(), within(1e-6));
        assertThat(after.std()).isCloseTo(before.std(), within(1e-6));
    }

    @Test
    void tooFewThatAreLeftSayNothing() {
        AnchorSet anchors = new AnchorSet(1, Pairs.polite(0, 9), rewards(0, 40, 1, 0));

        assertThat(anchors.scale(rewards(0, 9, 2, 5))).isEmpty();
    }

    @Test
    void onlyTheVersionThatFreezesThemKeepsTheirTexts() throws Exception {
        AnchorSet first = new AnchorSet(1, Pairs.polite(0, 12), Map.of());
        AnchorSet later = new AnchorSet(1, Pairs.polite(0, 12), rewards(0, 12, 1, 0));

        assertThat(later.write(directory, rewards(0, 12, 2, 5))).containsOnlyKeys(AnchorSet.REWARDS);
        assertThat(first.write(directory, rewards(0, 12, 2, 5))).containsOnlyKeys(AnchorSet.FILE, AnchorSet.REWARDS);
        assertThat(WindowArchive.read(directory.resolve(AnchorSet.FILE))).isEqualTo(first.pairs());
    }

    private static Map<String, PairScore> rewards(int from, int to, float stretch, float shift) {
        Map<String, PairScore> rewards = new HashMap<>();
        for (int i = from; i < to; i++) {
            rewards.put("pair-" + i, new PairScore(stretch * i + shift, -stretch * i * i + shift));
        }
        return rewards;
    }
}
