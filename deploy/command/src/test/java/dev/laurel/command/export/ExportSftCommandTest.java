package dev.laurel.command.export;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExportSftCommandTest {

    @Test
    void nothingToChooseFromIsExplained() {
        assertThat(ExportSftCommand.told(0, 0))
                .startsWith("0 samples of 0 groups; ")
                .contains("group_id", "group_size");
    }

    @Test
    void oneIsSingular() {
        assertThat(ExportSftCommand.told(1, 1)).isEqualTo("1 sample of 1 group");
        assertThat(ExportSftCommand.told(2_000, 0)).startsWith("2,000 samples of 0 groups");
    }
}
