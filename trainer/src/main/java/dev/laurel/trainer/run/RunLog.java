package dev.laurel.trainer.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import dev.laurel.trainer.file.Durable;
import dev.laurel.trainer.file.Json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ended windows of a line in a file, a line of JSON each, the latest last. For one thread at a time. */
record RunLog(Path file) {

    /** Its name in a line's directory. */
    static final String FILE = "windows.jsonl";

    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);
    private static final ObjectMapper JSON = Json.mapper();

    /** The windows of the file, at most the latest so many; what else it holds is cut off, and what cannot be read left out. */
    List<WindowRun> open(int most) throws IOException {
        if (Files.notExists(file)) {
            return List.of();
        }
        List<String> lines = Files.readAllLines(file);
        List<WindowRun> records = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (String line : lines.subList(Math.max(0, lines.size() - most), lines.size())) {
            try {
                records.add(JSON.readValue(line, WindowRun.class));
                kept.add(line);
            } catch (JsonProcessingException e) {
                LOG.warn("line is no window file={} reason=\"{}\"", file, e.getOriginalMessage());
            }
        }
        if (kept.size() < lines.size()) {
            Durable.write(file, (String.join("\n", kept) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return records;
    }

    /** Adds a window that has ended; a disk that does not take it is reported and must not end more than that. */
    void add(WindowRun ended) {
        try {
            String line = JSON.writeValueAsString(ended) + "\n";
            Files.writeString(
                    file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
        } catch (IOException e) {
            LOG.error(
                    "window is not recorded file={} window={}",
                    file,
                    ended.progress().id(),
                    e);
        }
    }
}
