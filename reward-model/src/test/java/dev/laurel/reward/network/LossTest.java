package dev.laurel.reward.network;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import dev.laurel.reward.Golden;
import dev.laurel.reward.Measured;
import dev.laurel.reward.TestEngine;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The loss against OpenRLHF's and TRL's, and where theirs overflows against exact values. */
class LossTest {

    private static final double[] PLAIN = {0, 0, 0};

    /** A loss and its gradient by the rewards, chosen first. */
    private record Result(double loss, double[] gradient) {}

    static Stream<JsonNode> cases() {
        return Golden.json("loss/losses.json").path("cases").valueStream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isThatOfOpenRlhfAndTrl(JsonNode aCase) {
        aCase.path("results").properties().forEach(result -> {
            if (result.getKey().equals("openrlhf_logexp")) {
                return; // overflows; held to exact values below
            }
            Result ours = loss(aCase, terms(result.getKey()), Dtype.FLOAT64);
            assertNear(result.getKey(), ours, result.getValue(), 1e-9);
            Result coarse = loss(aCase, terms(result.getKey()), Dtype.FLOAT32);
            double expected = Golden.number(result.getValue().path("loss"));
            assertThat(Measured.of("losses float32, relative", relative(coarse.loss(), expected)))
                    .isLessThan(1e-6);
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void logExpIsExactWhereTheNaiveFormOverflows(JsonNode aCase) {
        Result ours = loss(aCase, PLAIN, Dtype.FLOAT64);

        double exact = Golden.number(aCase.path("own_exact").path("mean_no_margin"));
        assertThat(Measured.of("log-exp float64, relative", relative(ours.loss(), exact)))
                .isLessThan(1e-9);
    }

    @Test
    void labelSmoothingMixesBothDirections() {
        double z = 0.7;
        double smoothing = 0.1;

        double loss = loss(
                        new double[] {z},
                        new double[] {0},
                        new double[] {0},
                        new double[] {0, smoothing, 0},
                        Dtype.FLOAT64)
                .loss();

        double expected = (1 - smoothing) * Math.log1p(Math.exp(-z)) + smoothing * Math.log1p(Math.exp(z));
        assertThat(loss).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-12));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void computesNoTermThatIsOff(Dtype dtype) {
        double[] chosen = {0.5, -1};
        double[] rejected = {1, -2};
        double[] impossible = {1e308, Double.NaN};

        Result loss = loss(chosen, rejected, impossible, PLAIN, dtype);

        assertThat(loss).usingRecursiveComparison().isEqualTo(loss(chosen, rejected, new double[2], PLAIN, dtype));
        assertThat(loss.loss()).isFinite();
    }

    private static void assertNear(String name, Result ours, JsonNode expected, double tolerance) {
        double[] gradient = DoubleStream.concat(
                        Arrays.stream(Golden.doubles(expected.path("grad_chosen"))),
                        Arrays.stream(Golden.doubles(expected.path("grad_rejected"))))
                .toArray();
        assertThat(Measured.of("losses float64, relative", relative(ours.loss(), Golden.number(expected.path("loss")))))
                .as(name)
                .isLessThan(tolerance);
        for (int i = 0; i < gradient.length; i++) {
            assertThat(Measured.of("loss gradients float64, relative", relative(ours.gradient()[i], gradient[i])))
                    .as(name + " gradient " + i)
                    .isLessThan(tolerance);
        }
    }

    /** Relative difference; of numbers below 1e-16 nothing is asked. */
    private static double relative(double actual, double expected) {
        double difference = Math.abs(actual - expected);
        return difference < 1e-16 ? 0 : difference / Math.max(Math.abs(expected), 1e-300);
    }

    private static double[] terms(String name) {
        double centring = name.contains("center") ? Double.parseDouble(name.substring(name.indexOf("center") + 6)) : 0;
        return new double[] {name.contains("margin") ? 1 : 0, 0, centring};
    }

    private static Result loss(JsonNode aCase, double[] terms, Dtype dtype) {
        return loss(
                Golden.doubles(aCase.path("chosen")),
                Golden.doubles(aCase.path("rejected")),
                Golden.doubles(aCase.path("margin")),
                terms,
                dtype);
    }

    private static Result loss(double[] chosen, double[] rejected, double[] margin, double[] terms, Dtype dtype) {
        DataType type = dtype == Dtype.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
        double[] rewards = DoubleStream.concat(Arrays.stream(chosen), Arrays.stream(rejected))
                .toArray();
        double[] all = Arrays.copyOf(terms, 4);
        all[3] = chosen.length;
        double[] ones = new double[chosen.length];
        Arrays.fill(ones, 1);
        try (Engine engine = TestEngine.start(dtype)) {
            NDManager owner = engine.newManager();
            return engine.call(step -> {
                NDArray leaf = step.create(rewards).toType(type, true);
                NDList arguments = new NDList(
                        leaf,
                        step.create(margin).toType(type, true),
                        step.create(ones).toType(type, true),
                        step.create(all));
                NDList out = new TorchModule(owner).run("loss_gradient", true, arguments);
                return new Result(
                        out.get(0).toType(DataType.FLOAT64, true).toDoubleArray()[0],
                        out.get(1).toType(DataType.FLOAT64, true).toDoubleArray());
            });
        }
    }
}
