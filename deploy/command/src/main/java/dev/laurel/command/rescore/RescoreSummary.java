package dev.laurel.command.rescore;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a run of rescoring came to.
 *
 * @param scored records written
 * @param otherwise records without a reward, by the reason
 * @param leftOut records of other tenants or tasks
 * @param before offsets that an earlier run of the same request had done
 */
public record RescoreSummary(long scored, Map<String, Long> otherwise, long leftOut, long before) {

    public RescoreSummary {
        otherwise = new TreeMap<>(otherwise);
    }
}
