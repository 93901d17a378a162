package dev.laurel.command.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.laurel.command.client.ScorerClient;
import dev.laurel.command.client.ScorerClient.Item;
import dev.laurel.command.client.ScorerClient.Score;
import dev.laurel.command.importing.Importer;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.schema.Messages;

/** Fixed responses that every version scores over HTTP: the first of the file of answers. */
record ProbeResponses(List<String> lines, List<List<Item>> itemsByLine) {

    private static final int PROBES = 200;

    /** The scores that one version of one line gave to all probes. */
    record Rated(String line, int version, List<Score> scores) {}

    static ProbeResponses of(Corpus corpus) throws IOException {
        List<String> lines = new ArrayList<>();
        List<List<Item>> items = new ArrayList<>();
        for (Corpus.Lesson lesson : corpus.lessons()) {
            String line = lesson.line().name();
            lines.add(line);
            List<Item> ofLine = new ArrayList<>();
            Importer.readResponses(
                    corpus.responses(),
                    ImportOptions.DEFAULTS.rows(0, PROBES),
                    progress -> {},
                    response -> ofLine.add(
                            new Item(line, response.getMessages(), Messages.answer(response), response.getTools())));
            items.add(ofLine);
        }
        return new ProbeResponses(lines, items);
    }

    int size() {
        return itemsByLine.get(0).size();
    }

    List<Rated> rate(ScorerClient scorer) {
        List<Rated> rated = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            List<Score> scores = scorer.score(itemsByLine.get(i));
            rated.add(new Rated(lines.get(i), scores.get(0).modelVersion(), scores));
        }
        return rated;
    }
}
