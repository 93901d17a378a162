package dev.laurel.bench.attack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import dev.laurel.stack.Part;

/** Attacks a local stack of its own with everything that the options say, and holds against it what a service owes. */
public final class Attack {

    /** Cases between two steps of the progress. */
    public static final int STRIDE = 1_000;

    private final AttackOptions options;
    private final Path model;
    private final Consumer<String> next;
    private final Faults faults = new Faults();

    /**
     * @param model a directory
     * @param next hears of each step
     */
    public Attack(AttackOptions options, Path model, Consumer<String> next) {
        this.options = options;
        this.model = model;
        this.next = next;
    }

    /** How many steps there will be. */
    public static int steps(AttackOptions options) {
        return options.cases() / STRIDE
                + options.pauses()
                + 2 * Math.min(1, options.connections())
                + Math.min(1, options.requests());
    }

    public AttackReport run() throws Exception {
        try (Target target = new Target(options.data(), model)) {
            Canaries canaries = new Canaries(target);
            int requests = options.cases() / 5 * 4;
            Map<Integer, Integer> statuses = new TreeMap<>();
            Optional<RecordAttack.Outcome> records = Optional.empty();
            if (options.cases() > 0) {
                statuses = new RequestAttack(target, options.seed(), faults).run(requests, steps("requests"));
                check(target, canaries, "malformed requests");
                records = Optional.of(new RecordAttack(target, options.seed(), faults)
                        .run(options.cases() - requests, steps("records")));
                check(target, canaries, "malformed records");
            }
            List<SlowConnections.Outcome> slow = new ArrayList<>();
            if (options.connections() > 0) {
                for (Part service : Target.SERVICES) {
                    next.accept("slow connections to " + service.label());
                    slow.add(new SlowConnections(target, faults).run(service, options.connections()));
                }
                check(target, canaries, "slow connections");
            }
            Optional<LargeTexts.Outcome> large = Optional.empty();
            if (options.requests() > 0) {
                next.accept("large texts");
                large = Optional.of(new LargeTexts(target, faults).run(options.requests()));
                check(target, canaries, "large texts");
            }
            Optional<BrokerPauses.Outcome> pauses = Optional.empty();
            if (options.pauses() > 0) {
                pauses = Optional.of(new BrokerPauses(target, faults)
                        .run(options.pauses(), options.pause(), number -> next.accept("pauses of the broker")));
                check(target, canaries, "pauses of the broker");
            }
            for (Part service : Target.SERVICES) {
                long lines = Secret.lines(target.log(service));
                faults.expect(
                        lines == 0, "text of a conversation in the log", service.label() + ": " + lines + " lines");
            }
            return new AttackReport(statuses, records, pauses, slow, large, faults.all());
        }
    }

    private IntConsumer steps(String what) {
        return number -> {
            if (number % STRIDE == STRIDE - 1) {
                next.accept(what);
            }
        };
    }

    private void check(Target target, Canaries canaries, String after) {
        for (Part service : Target.SERVICES) {
            faults.expect(target.lives(service), "a service that ended", service.label() + " after " + after);
            faults.expect(target.ready(service), "a service that is not ready", service.label() + " after " + after);
        }
        faults.expect(canaries.comeThrough(), "ordinary records that do not come through", "after " + after);
    }
}
