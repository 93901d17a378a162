package dev.laurel.command.erase;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** An erasure, and what came of it, for people. */
final class ErasureText {

    private ErasureText() {}

    /** As ingest tells it: part by part, then what remains. */
    static String ofAll(JsonNode erasure) {
        StringBuilder text =
                new StringBuilder("erasure %s%n".formatted(erasure.path("id").asText()));
        for (JsonNode part : erasure.path("parts")) {
            List<String> counts = new ArrayList<>();
            part.path("counts")
                    .properties()
                    .forEach(count -> counts.add(
                            "%s %d".formatted(count.getKey(), count.getValue().asLong())));
            String partition = part.has("partition")
                    ? ", partition " + part.path("partition").asInt()
                    : "";
            text.append("  %s%s: %s (%s)%n"
                    .formatted(
                            part.path("part").asText(),
                            partition,
                            part.path("state").asText(),
                            String.join(", ", counts)));
            part.path("problems").forEach(problem -> text.append("    %s%n".formatted(problem.asText())));
        }
        text.append("  what remains, and until when at the latest:%n".formatted());
        for (JsonNode remains : erasure.path("remains")) {
            text.append("    %-40s %s  %s%n"
                    .formatted(
                            remains.path("place").asText(),
                            remains.path("until").asText("for ever"),
                            remains.path("detail").asText()));
        }
        return text.toString();
    }

    /** As the trainer tells it: the versions that had used the person's pairs. */
    static String ofTrainer(JsonNode erasure) {
        StringBuilder text =
                new StringBuilder("erasure %s%n".formatted(erasure.path("id").asText()));
        for (JsonNode used : erasure.path("versions")) {
            StringBuilder counts = new StringBuilder();
            used.path("pairs").properties().forEach(count -> counts.append(counts.isEmpty() ? "" : ", ")
                    .append(count.getValue().asInt())
                    .append(" of ")
                    .append(count.getKey()));
            text.append("  line %s, version %d: pairs taken out: %s%n"
                    .formatted(used.path("line").asText(), used.path("version").asInt(), counts));
        }
        if (erasure.path("versions").isEmpty()) {
            text.append("  no version had used pairs of that person%n".formatted());
        }
        int letGo = erasure.path("windows_let_go").asInt();
        if (letGo > 0) {
            text.append("  unfinished windows let go: %d%n".formatted(letGo));
        }
        return text.toString();
    }
}
