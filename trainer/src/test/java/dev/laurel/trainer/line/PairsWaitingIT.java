package dev.laurel.trainer.line;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.laurel.trainer.Lab;
import dev.laurel.trainer.Pairs;
import dev.laurel.trainer.line.PairsWaiting.Count;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PairsWaitingIT {

    @TempDir
    Path store;

    @Test
    void countsWhatTheNextWindowWouldHave() throws Exception {
        Lab lab = new Lab("waiting", store);
        LineTrainer trainer = lab.trainer();
        PairsWaiting waiting = trainer.waiting();
        lab.publish(Pairs.polite(0, 60));
        assertThat(waiting.count()).isEqualTo(new Count(60, 60));

        lab.publish(List.of(Pairs.withdrawal("pair-7", "?")));
        lab.publish(Pairs.polite(55, 70)); // five of them again
        assertThat(waiting.count()).isEqualTo(new Count(69, 69));

        trainer.window(Optional.empty(), change -> {});
        assertThat(waiting.count()).isEqualTo(new Count(0, 0));

        lab.publish(Pairs.polite(70, 95));
        assertThat(waiting.count()).isEqualTo(new Count(25, 25));
        waiting.windowBegins(); // and fails
        lab.publish(Pairs.polite(95, 98));
        assertThat(waiting.count()).isEqualTo(new Count(28, 3));
    }

    @Test
    void countsInPiecesOfLittleText() throws Exception {
        Lab lab = new Lab("pieces-of-text", store).bounded(20 * 200);
        lab.publish(Pairs.polite(0, 60));
        lab.publish(List.of(Pairs.of("of more than its share", "word ".repeat(50))));

        assertThat(lab.trainer().waiting().count()).isEqualTo(new Count(60, 60));
    }

    @Test
    void pairsOfAWindowThatLostAreNoReasonForAnother() throws Exception {
        Lab lab = new Lab("lost", store);
        LineTrainer trainer = lab.trainer();
        lab.publish(Pairs.polite(0, 60));
        trainer.window(Optional.empty(), change -> {});
        lab.publish(Pairs.polite(60, 90));
        assertThat(trainer.window(Optional.empty(), change -> {}).promoted()).isTrue();
        new Appointments(lab.versions()).rollback("worse", "ada");
        lab.publish(Pairs.polite(90, 94));

        assertThat(lab.trainer().waiting().count()).isEqualTo(new Count(34, 4));
    }
}
