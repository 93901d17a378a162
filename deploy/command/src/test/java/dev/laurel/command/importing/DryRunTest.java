package dev.laurel.command.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;

import dev.laurel.forms.record.ImportOptions;
import dev.laurel.gates.Gates;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What gates would do to a file. */
class DryRunTest {

    @TempDir
    Path directory;

    @Test
    void countsWhatEachGateWouldHoldBack() throws IOException {
        DryRun run = of(
                "longest-answer=4 duplicates=held-back pairs-per-prompt=2",
                row("Hi", "Yes", "No", 1),
                row("Hi", "Longer", "No", 1),
                row("Hi", "Yes", "No", 2),
                row("Hi", "Oh", "No", 1),
                row("Hi", "Ah", "No", 1),
                row("Ho", "Yes", "No", 1));

        assertThat(run.toJson())
                .hasToString(
                        "{\"passing\":3,\"held_back\":{\"answer_length\":1,\"duplicate\":1,\"prompt_cap\":1},\"replaced\":{}}");
        assertThat(run.render()).contains("3  would become pairs", "1  would be held back: DUPLICATE");
    }

    @Test
    void countsThePlaceholdersThatThePairsWouldHave() throws IOException {
        DryRun run = of(
                "replace=email,ip",
                row("I am a@b.de", "Hello a@b.de at 203.0.113.7", "No", 1),
                row("I am a@b.de", "Hello +4915123456789", "No", 1),
                row("Who?", "a@b.de", "c@d.de", 1));

        assertThat(run.toJson())
                .hasToString(
                        "{\"passing\":2,\"held_back\":{\"equal_replaced\":1},\"replaced\":{\"email\":3,\"ip\":1}}");
    }

    @Test
    void withoutGatesAllPasses() throws IOException {
        assertThat(of("", row("Hi", "Yes", "No", 1)).toJson())
                .hasToString("{\"passing\":1,\"held_back\":{},\"replaced\":{}}");
    }

    private DryRun of(String gates, String... rows) throws IOException {
        Properties properties = new Properties();
        Arrays.stream(gates.split(" "))
                .filter(gate -> !gate.isEmpty())
                .forEach(gate -> properties.setProperty(
                        Gates.PREFIX + "*." + gate.substring(0, gate.indexOf('=')),
                        gate.substring(gate.indexOf('=') + 1)));
        DryRun run = new DryRun(Gates.read(properties));
        Path file = Files.write(directory.resolve("rows.jsonl"), Arrays.asList(rows));
        Importer.readPairs(file, ImportOptions.DEFAULTS, progress -> {}, run::take);
        return run;
    }

    private static String row(String prompt, String chosen, String rejected, int score) {
        return "{\"prompt\":\"%s\",\"chosen\":\"%s\",\"rejected\":\"%s\",\"score_chosen\":%d,\"score_rejected\":0}"
                .formatted(prompt, chosen, rejected, score);
    }
}
