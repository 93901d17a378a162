package dev.laurel.trainer.handover;

import java.util.List;
import java.util.Optional;

import dev.laurel.schema.PreferencePair;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Pairs as JSON, one object a line.
 *
 * @param leftOut pairs that have no place in the form
 */
public record ExportedPairs(String lines, int leftOut) {

    public static ExportedPairs of(PairForm form, List<PreferencePair> pairs) {
        StringBuilder lines = new StringBuilder();
        int leftOut = 0;
        for (PreferencePair pair : pairs) {
            Optional<ObjectNode> row = form.row(pair);
            row.ifPresent(json -> lines.append(json).append('\n'));
            leftOut += row.isPresent() ? 0 : 1;
        }
        return new ExportedPairs(lines.toString(), leftOut);
    }
}
