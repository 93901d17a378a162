package dev.laurel.command.agreement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class AgreementMetricsTest {

    @TempDir
    Path directory;

    @Test
    void gaugesAreOfTheTextFormat() throws IOException {
        JsonNode found = new ObjectMapper()
                .readTree(
                        """
                        {"tasks": [{"tenant": "acme", "task": "so \\"rich\\"", "kind": "comparisons", "alpha": 0.5, "judgements": 12,
                          "judges": [{"judge": "annotator/a\\\\b", "alpha": -0.25, "judgements": 3},
                                     {"judge": "annotator/c", "alpha": null, "judgements": 2}]}]}""");
        Path file = directory.resolve("agreement.prom");

        AgreementMetrics.write(file, found);

        assertThat(file)
                .hasContent(
                        """
                        # HELP laurel_agreement_alpha Krippendorff's alpha of those who judged the same answers.
                        # TYPE laurel_agreement_alpha gauge
                        laurel_agreement_alpha{tenant="acme",task="so \\"rich\\"",kind="comparisons"} 0.5
                        # HELP laurel_agreement_judgements Judgements that it rests on.
                        # TYPE laurel_agreement_judgements gauge
                        laurel_agreement_judgements{tenant="acme",task="so \\"rich\\"",kind="comparisons"} 12
                        # HELP laurel_agreement_judge_alpha Krippendorff's alpha of one judge with the rest.
                        # TYPE laurel_agreement_judge_alpha gauge
                        laurel_agreement_judge_alpha{tenant="acme",task="so \\"rich\\"",kind="comparisons",judge="annotator/a\\\\b"} -0.25
                        """);
        assertThat(Files.list(directory)).as("nothing beside it").hasSize(1);
    }
}
