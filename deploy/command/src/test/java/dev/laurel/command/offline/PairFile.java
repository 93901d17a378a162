package dev.laurel.command.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.reward.text.Message;

/** Files of preference pairs for tests: the polite answer is preferred to the curt one. */
final class PairFile {

    private static final List<String> SUBJECTS =
            List.of("the moon", "a bicycle", "bread", "rivers", "old maps", "a violin", "clouds", "sailing");

    private PairFile() {}

    static String prompt(int number) {
        return "Tell me fact number " + number + " about " + SUBJECTS.get(number % SUBJECTS.size());
    }

    /** Whether a training with the command's defaults holds this prompt out. */
    static boolean isHeldOut(int number) {
        return new HoldOut(0.2, "laurel")
                .holdsOut(HoldOut.prompt(List.of(new Message("user", prompt(number))), "none"));
    }

    static Path polite(Path file, int pairs) throws IOException {
        return write(file, pairs, number -> false);
    }

    /** @param flipped prompts at which the curt answer is preferred */
    static Path write(Path file, int pairs, Predicate<Integer> flipped) throws IOException {
        List<String> rows = new ArrayList<>();
        for (int number = 0; number < pairs; number++) {
            String polite = "Gladly! Here is fact " + number + ", something kind and thoughtful.";
            String curt = "No. Look number " + number + " up.";
            boolean flip = flipped.test(number);
            rows.add("""
                    {"prompt": "%s", "chosen": "%s", "rejected": "%s"}"""
                    .formatted(prompt(number), flip ? curt : polite, flip ? polite : curt));
        }
        return Files.write(file, rows);
    }
}
