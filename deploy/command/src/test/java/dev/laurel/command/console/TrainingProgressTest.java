package dev.laurel.command.console;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import me.tongfei.progressbar.ProgressBar;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TrainingProgressTest {

    private final List<String> begun = new ArrayList<>();
    private final List<ProgressBar> bars = new ArrayList<>();

    @Test
    void eachStageHasATimeOfItsOwnAndOnlyStepsTellWhatIsLeft() {
        try (TrainingProgress progress = new TrainingProgress("line a", this::begin)) {
            progress.show(window("reading", 0, 0));
            progress.show(window("reading", 0, 0));
            progress.show(window("training", 0, 200));
            ProgressBar training = bars.get(1);
            progress.show(window("training", 50, 200));
            assertThat(training.getCurrent()).isEqualTo(50);
            assertThat(training.getStartInstant()).isAfterOrEqualTo(bars.get(0).getStartInstant());
            progress.show(window("evaluating", 200, 200));
            progress.show(window("publishing", 200, 200));
            progress.show(window("done", 200, 200));
        }

        assertThat(begun)
                .containsExactly(
                        "line a: reading -1", "line a: training 200", "line a: evaluating -1", "line a: publishing -1");
    }

    private ProgressBar begin(String name, long steps) {
        begun.add(name + " " + steps);
        ProgressBar bar = Progress.silent();
        bar.maxHint(steps);
        bars.add(bar);
        return bar;
    }

    private static ObjectNode window(String state, long step, long steps) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("state", state)
                .put("step", step)
                .put("steps", steps);
    }
}
