package dev.laurel.command.offline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a training writes to: new or empty directories, at least one.
 *
 * @param model the whole model, an adapter merged into it
 * @param adapter the adapter alone, in PEFT's format
 */
public record Outputs(Optional<Path> model, Optional<Path> adapter) {

    public Outputs {
        if (model.isEmpty() && adapter.isEmpty()) {
            throw new IllegalArgumentException("neither --out nor --adapter-out says where the result goes");
        }
        if (model.isPresent() && model.equals(adapter)) {
            throw new IllegalArgumentException("--out and --adapter-out are the same directory: " + model.get());
        }
    }

    List<Path> all() {
        return Stream.of(model, adapter).flatMap(Optional::stream).toList();
    }
}
