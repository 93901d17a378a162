package dev.laurel.bench.scorer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.laurel.command.importing.Importer;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.schema.GeneratedResponse;

/** Real responses to score, as many as are wanted: those of a file, from its beginning again when they are used up, each time under other ids. */
final class Responses {

    private final List<GeneratedResponse> texts;

    private Responses(List<GeneratedResponse> texts) {
        this.texts = texts;
    }

    /** @param file as "laurel import --responses" reads it */
    static Responses of(Path file) throws IOException {
        List<GeneratedResponse> texts = new ArrayList<>();
        Importer.readResponses(file, ImportOptions.DEFAULTS, progress -> {}, response -> {
            if (!response.getResponse().isBlank()) {
                texts.add(response);
            }
        });
        if (texts.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no response that can be scored");
        }
        return new Responses(texts);
    }

    /** The one of a number, from 0. */
    GeneratedResponse.Builder get(int number) {
        GeneratedResponse text = texts.get(number % texts.size());
        return GeneratedResponse.newBuilder(text).setResponseId("r" + number).setPromptId("p" + number);
    }

    List<GeneratedResponse> first(int count) {
        List<GeneratedResponse> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(get(i).build());
        }
        return all;
    }
}
