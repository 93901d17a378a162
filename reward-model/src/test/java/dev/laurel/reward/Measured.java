package dev.laurel.reward;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import com.fasterxml.jackson.databind.JsonNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The largest difference from golden data of each group of tests, logged whenever it grows. */
public final class Measured {

    private static final Logger log = LoggerFactory.getLogger(Measured.class);
    private static final Map<String, Double> LARGEST = new ConcurrentSkipListMap<>();

    private Measured() {}

    public static double of(String group, double[] actual, JsonNode expected) {
        return of(group, actual, Golden.doubles(expected));
    }

    public static double of(String group, double[] actual, double[] expected) {
        return of(group, Golden.maxDifference(actual, expected));
    }

    public static double of(String group, double difference) {
        if (difference > LARGEST.getOrDefault(group, -1.0)) {
            LARGEST.put(group, difference);
            log.info("largest difference group='{}' value={}", group, difference);
        }
        return difference;
    }
}
