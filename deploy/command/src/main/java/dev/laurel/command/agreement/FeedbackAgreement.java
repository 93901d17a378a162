package dev.laurel.command.agreement;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import dev.laurel.command.agreement.TaskAgreement.Subject;
import dev.laurel.command.option.Scope;
import dev.laurel.schema.FeedbackEvent;

/** Gathers feedback, in any order, and says how far those who gave it agree. For one thread. */
final class FeedbackAgreement {

    private final Scope scope;
    private final Map<Prompt, PromptFeedback> prompts = new HashMap<>();

    private record Prompt(String tenant, String id) {}

    FeedbackAgreement(Scope scope) {
        this.scope = scope;
    }

    /** A retraction need not name the task of what it takes back, so tasks are told apart afterwards. */
    void take(FeedbackEvent event) {
        if (scope.takesTenant(event.getTenant())) {
            prompts.computeIfAbsent(new Prompt(event.getTenant(), event.getPromptId()), prompt -> new PromptFeedback())
                    .take(event);
        }
    }

    /** By tenant, task and kind of judgement; without those that no two judges spoke of. */
    Map<Subject, TaskAgreement> byTask() {
        Map<Subject, TaskAgreement> found = new TreeMap<>(Subject.ORDER);
        prompts.forEach((prompt, feedback) -> feedback.units().forEach((unit, judges) -> {
            if (scope.takes(prompt.tenant(), unit.task())) {
                found.computeIfAbsent(
                                new Subject(prompt.tenant(), unit.task(), unit.kind()),
                                subject -> new TaskAgreement(subject.kind()))
                        .add(prompt.id(), judges);
            }
        }));
        found.values().removeIf(agreement -> agreement.units() == 0);
        return found;
    }

    /** Judgements that count and name neither annotator nor subject. */
    long unnamed() {
        return prompts.values().stream().mapToLong(PromptFeedback::unnamed).sum();
    }
}
