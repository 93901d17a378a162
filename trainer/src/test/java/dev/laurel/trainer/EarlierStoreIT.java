package dev.laurel.trainer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import dev.laurel.reward.RewardModel;
import dev.laurel.reward.text.TokenSequence;
import dev.laurel.schema.Message;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.reproduce.Finding;
import dev.laurel.trainer.reproduce.Outcome;
import dev.laurel.trainer.reproduce.Reproducer;
import dev.laurel.trainer.reproduce.Reproduction;
import dev.laurel.trainer.train.BaseModel;
import dev.laurel.trainer.window.WindowArchive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * A line of two versions as commit f068c3c left it: scored with, trained again, and gone on with. Its windows hold what later commits refuse: a margin of
 * 5,000, an empty answer, a blank prompt, control characters. Version 2 was trained from version 1, whose weights were removed; the base model's are those of
 * {@link TinyModel}.
 */
class EarlierStoreIT {

    private static final String LINE = "earlier";

    @TempDir
    static Path root;

    private static Lab lab;
    private static Path base;

    @BeforeAll
    static void unpack() throws IOException {
        base = TinyModel.write(root.resolve("base"));
        try (InputStream file = EarlierStoreIT.class.getResourceAsStream("earlier-store.zip");
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path to = root.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(to);
                } else {
                    Files.createDirectories(to.getParent());
                    Files.copy(zip, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        for (String version : List.of("000001", "000002")) { // the base model's, which the archive holds once
            Files.copy(
                    root.resolve("base/tokenizer.json"),
                    root.resolve("lines/earlier").resolve(version).resolve("tokenizer.json"));
        }
        lab = new Lab(LINE, root.resolve("lines"));
    }

    @Test
    void itsVersionsComeOutTheSame() throws Exception {
        for (int version : List.of(1, 2)) {
            Finding finding = new Reproducer(lab.versions(), lab.reader(), new BaseModel("tiny", base), Lab.ENGINE)
                    .reproduce(version, Reproduction.ALL, change -> {});

            assertThat(finding.closeness().orElseThrow().largest())
                    .as("%s", finding)
                    .isLessThan(1e-5);
            if (sameProcessor()) { // another one's last bits may differ
                assertThat(finding.outcome()).as("%s", finding).isEqualTo(Outcome.SAME);
            }
        }
    }

    private static boolean sameProcessor() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            List<String> then = Files.readAllLines(root.resolve("processor"));
            return lines.filter(then::contains).distinct().count() == then.size();
        }
    }

    @Test
    void itsVersionsScoreTheSame() throws Exception {
        StoredVersion version = lab.stores().of(LINE).version(2).orElseThrow();
        JsonNode rewards = new ObjectMapper()
                .readTree(version.directory().resolve("anchor-rewards.json").toFile());
        try (RewardModel model = RewardModel.load(version.directory(), Lab.ENGINE)) {
            for (PreferencePair anchor : WindowArchive.read(root.resolve("lines/earlier/000001/anchors.avro"))) {
                for (String side : List.of("chosen", "rejected")) {
                    List<Message> answer =
                            (side.equals("chosen") ? anchor.getChosen() : anchor.getRejected()).getMessages();
                    TokenSequence text = model.text().encode(conversation(anchor.getPrompt(), answer));
                    double then = rewards.path(anchor.getPairId()).path(side).doubleValue();
                    assertThat((double) model.score(List.of(text))[0])
                            .as("%s of %s", side, anchor.getPairId())
                            .isCloseTo(then, within(1e-5));
                }
            }
        }
    }

    @Test
    void itIsGoneOnWith() throws Exception {
        Lab other = new Lab(LINE, Files.createDirectories(root.resolve("continued")));
        copy(root.resolve("lines"), root.resolve("continued"));
        other.publish(Pairs.polite(100, 140));

        other.trainer().window(Optional.empty(), change -> {});

        StoredVersion next = other.stores().of(LINE).version(3).orElseThrow();
        assertThat(next.manifest().parentVersion()).contains(2);
        assertThat(next.archive(WindowArchive.REPLAY)).isNotEmpty();
    }

    private static List<dev.laurel.reward.text.Message> conversation(List<Message> prompt, List<Message> answer) {
        List<Message> all = new ArrayList<>(prompt);
        all.addAll(answer);
        return all.stream()
                .map(turn -> new dev.laurel.reward.text.Message(turn.getRole(), turn.getContent()))
                .toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
