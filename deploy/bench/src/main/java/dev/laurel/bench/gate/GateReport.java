package dev.laurel.bench.gate;

import java.util.List;
import java.util.Locale;

import dev.laurel.command.console.Findings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the gate decided of each case. */
public record GateReport(List<Verdict> verdicts) implements Findings {

    /**
     * One case.
     *
     * @param expected whether the challenger should be promoted; {@code promoted} whether it was
     * @param champion the gate's reason for the champion, and {@code challenger} that for the challenger, with its figures
     */
    public record Verdict(
            String name, String about, boolean expected, boolean promoted, String champion, String challenger) {

        boolean right() {
            return expected == promoted;
        }
    }

    @Override
    public boolean isSound() {
        return verdicts.stream().allMatch(Verdict::right);
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Verdict verdict : verdicts) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-12s%s: %s, as it %s%n    champion    %s%n    challenger  %s%n",
                    verdict.name(),
                    verdict.about(),
                    verdict.promoted() ? "promoted" : "held back",
                    verdict.right() ? "should be" : "SHOULD NOT BE",
                    verdict.champion(),
                    verdict.challenger()));
        }
        return text.toString();
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("sound", isSound());
        ArrayNode cases = json.putArray("cases");
        verdicts.forEach(verdict -> cases.addObject()
                .put("name", verdict.name())
                .put("about", verdict.about())
                .put("expected", verdict.expected())
                .put("promoted", verdict.promoted())
                .put("champion", verdict.champion())
                .put("challenger", verdict.challenger()));
        return json;
    }
}
