package dev.laurel.scorer.drift;

import dev.laurel.schema.accept.Names;

/**
 * How drift is watched.
 *
 * @param referenceName another name begins a new reference
 * @param reference responses of a line, in each partition, that make its reference
 * @param window responses that are held against it, again and again
 * @param psiAlarm index from which on there is an alarm
 * @param ksAlarm statistic from which on there is an alarm
 */
public record DriftRules(String referenceName, int reference, int window, double psiAlarm, double ksAlarm) {

    public DriftRules {
        Names.problem(referenceName).ifPresent(problem -> {
            throw new IllegalArgumentException("laurel.scorer.drift.reference-name " + problem);
        });
        if (reference < 1 || window < 1) {
            throw new IllegalArgumentException(
                    "laurel.scorer.drift.reference or window is below 1: " + reference + ", " + window);
        }
        if (!(psiAlarm > 0) || !(ksAlarm > 0)) {
            throw new IllegalArgumentException(
                    "laurel.scorer.drift.psi-alarm or ks-alarm is not above 0: " + psiAlarm + ", " + ksAlarm);
        }
    }

    public boolean isAlarm(Drift drift) {
        return drift.psi() >= psiAlarm || drift.ks() >= ksAlarm;
    }
}
