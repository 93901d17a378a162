package dev.laurel.scorer.verdict;

import java.util.List;
import java.util.Set;

import dev.laurel.schema.Decision;
import dev.laurel.schema.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VerifierTest {

    private static final Policy STRICT = new Policy("strict", Set.of("acme"), Set.of("support"), 0.5, -0.5, 3);
    private static final Policy TENANT = new Policy("tenant", Set.of("acme"), Set.of(), 0.25, 0.25, 1);
    private static final Policy ALL = new Policy("all", Set.of(), Set.of(), -1, -1, 1);

    private final Verifier verifier = new Verifier(List.of(ALL, STRICT, TENANT));

    @ParameterizedTest
    @CsvSource({
        "0.5,     1, ACCEPT",
        "7,       9, ACCEPT",
        "0.4999,  1, REGENERATE",
        "-0.5,    2, REGENERATE",
        "0.4999,  3, FALL_BACK",
        "0.4999,  4, FALL_BACK",
        "-0.5001, 1, FALL_BACK"
    })
    void decidesByThresholdsAndAttempts(double reward, int attempt, Decision decision) {
        assertThat(verdict("acme", "support", reward, attempt).getDecision()).isEqualTo(decision);
    }

    @Test
    void saysByWhichPolicyAndWhy() {
        Verdict verdict = verdict("acme", "support", 0.123456, 2);

        assertThat(verdict.getPolicy()).isEqualTo("strict");
        assertThat(verdict.getPolicyVersion()).isEqualTo(STRICT.version()).matches("[0-9a-f]{12}");
        assertThat(verdict.getReason()).isEqualTo("reward 0.1235 is below 0.5 and at least -0.5, attempt 2 of 3");
    }

    @Test
    void goesByThePolicyThatNamesTenantAndTaskMostClosely() {
        assertThat(verdict("acme", "support", 0, 1).getPolicy()).isEqualTo("strict");
        assertThat(verdict("acme", "chat", 0, 1).getPolicy()).isEqualTo("tenant");
        assertThat(verdict("other", "support", 0, 1).getPolicy()).isEqualTo("all");
    }

    @Test
    void isSilentWhereNoPolicyApplies() {
        assertThat(new Verifier(List.of(STRICT)).verify("other", "support", 1, 1))
                .isEmpty();
        assertThat(Verifier.NONE.verify("acme", "support", 1, 1)).isEmpty();
    }

    @Test
    void fallsBackWhenScoringTookTooLong() {
        Verdict verdict = Verifier.tooLate(STRICT, 300);

        assertThat(verdict.getDecision()).isEqualTo(Decision.FALL_BACK);
        assertThat(verdict.getPolicyVersion()).isEqualTo(STRICT.version());
        assertThat(verdict.getReason()).contains("300 ms");
    }

    @Test
    void aVersionChangesWithAnythingThePolicySaysAndWithNothingElse() {
        assertThat(new Policy("strict", Set.of("acme"), Set.of("support"), 0.5, -0.5, 3).version())
                .isEqualTo(STRICT.version());
        assertThat(List.of(
                        new Policy("strict", Set.of("acme", "b"), Set.of("support"), 0.5, -0.5, 3).version(),
                        new Policy("strict", Set.of("acme"), Set.of("chat"), 0.5, -0.5, 3).version(),
                        new Policy("strict", Set.of("acme"), Set.of("support"), 0.6, -0.5, 3).version(),
                        new Policy("strict", Set.of("acme"), Set.of("support"), 0.5, -0.4, 3).version(),
                        new Policy("strict", Set.of("acme"), Set.of("support"), 0.5, -0.5, 4).version()))
                .doesNotHaveDuplicates()
                .doesNotContain(STRICT.version());
    }

    @Test
    void refusesPoliciesBetweenWhichChanceWouldDecide() {
        Policy rival = new Policy("rival", Set.of("acme", "b"), Set.of("support"), 0, 0, 1);

        assertThatThrownBy(() -> new Verifier(List.of(STRICT, rival)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rival")
                .hasMessageContaining("strict");
    }

    @Test
    void refusesTwoPoliciesOfOneName() {
        Policy twin = new Policy("strict", Set.of("b"), Set.of(), 0, 0, 1);

        assertThatThrownBy(() -> new Verifier(List.of(STRICT, twin))).hasMessageContaining("\"strict\"");
    }

    @Test
    void refusesThresholdsThatMakeNoSense() {
        assertThatThrownBy(() -> new Policy("p", Set.of(), Set.of(), 0, 0.1, 1)).hasMessageContaining("0.1");
        assertThatThrownBy(() -> new Policy("p", Set.of(), Set.of(), Double.NaN, 0, 1))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Policy("p", Set.of(), Set.of(), 0, 0, 0)).hasMessageContaining("attempts");
        assertThatThrownBy(() -> new Policy(" ", Set.of(), Set.of(), 0, 0, 1)).hasMessageContaining("name");
    }

    private Verdict verdict(String tenant, String task, double reward, int attempt) {
        return verifier.verify(tenant, task, reward, attempt).orElseThrow();
    }
}
