package dev.laurel.command.agreement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.reward.evaluate.Bootstrap.Interval;
import dev.laurel.schema.agreement.Agreement;
import dev.laurel.schema.agreement.Disagreement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The agreement about one kind of judgement of one tenant's task, and, prompt by prompt, what its interval is drawn from. For one thread. */
final class TaskAgreement {

    /** Percentile bootstrap over prompts, since the judgements of one prompt are not independent. */
    private static final Bootstrap BOOTSTRAP = new Bootstrap(1_000, 0.95, 1);

    private final JudgementKind kind;
    private final Agreement agreement;
    private final Map<String, Disagreement> prompts = new TreeMap<>();

    TaskAgreement(JudgementKind kind) {
        this.kind = kind;
        this.agreement = new Agreement(kind.coordinates());
    }

    /** What it is about. */
    record Subject(String tenant, String task, JudgementKind kind) {

        static final Comparator<Subject> ORDER = Comparator.comparing(Subject::tenant)
                .thenComparing(Subject::task)
                .thenComparing(Subject::kind);
    }

    void add(String prompt, Map<String, double[]> unit) {
        agreement.add(unit);
        if (unit.size() > 1) {
            prompts.computeIfAbsent(prompt, each -> new Disagreement(kind.coordinates()))
                    .add(unit.values());
        }
    }

    long units() {
        return agreement.all().units();
    }

    long judgements() {
        return agreement.all().values();
    }

    long alone() {
        return agreement.alone();
    }

    int prompts() {
        return prompts.size();
    }

    OptionalDouble alpha() {
        return agreement.all().alpha();
    }

    /** Of 95 %; empty where prompts are too few or too much of one mind to draw it from. */
    Optional<Interval> interval() {
        List<Disagreement> each = new ArrayList<>(prompts.values());
        if (alpha().isEmpty() || each.size() < 2) {
            return Optional.empty();
        }
        List<String> names =
                IntStream.range(0, each.size()).mapToObj(String::valueOf).toList();
        Interval interval = BOOTSTRAP.of(
                drawn -> {
                    Disagreement sum = new Disagreement(kind.coordinates());
                    for (int i : drawn) {
                        sum.add(each.get(i));
                    }
                    return sum.alpha().orElse(Double.NaN);
                },
                names);
        return Optional.of(interval).filter(found -> Double.isFinite(found.low()) && Double.isFinite(found.high()));
    }

    /** Those who agree least come first. */
    List<Agreement.Judge> judges() {
        return agreement.judges().stream()
                .sorted(Comparator.comparingDouble(judge -> judge.alpha().orElse(1)))
                .toList();
    }

    ObjectNode json(Subject subject) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("tenant", subject.tenant())
                .put("task", subject.task())
                .put("kind", subject.kind().name().toLowerCase(Locale.ROOT));
        put(json, alpha());
        interval().ifPresent(interval -> json.put("low", interval.low()).put("high", interval.high()));
        json.put("units", units())
                .put("prompts", prompts())
                .put("judgements", judgements())
                .put("judged_once", alone());
        ArrayNode judges = json.putArray("judges");
        judges().forEach(judge -> put(judges.addObject().put("judge", judge.name()), judge.alpha())
                .put("judgements", judge.judgements()));
        return json;
    }

    private static ObjectNode put(ObjectNode json, OptionalDouble alpha) {
        alpha.ifPresentOrElse(value -> json.put("alpha", value), () -> json.putNull("alpha"));
        return json;
    }
}
