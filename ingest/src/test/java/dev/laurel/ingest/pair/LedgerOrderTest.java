package dev.laurel.ingest.pair;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.laurel.ingest.Samples;
import dev.laurel.ingest.check.Checked;
import dev.laurel.schema.ActorKind;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.Comparison;
import dev.laurel.schema.ComparisonOutcome;
import dev.laurel.schema.Edit;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackOperation;
import dev.laurel.schema.FeedbackSource;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PremadePair;
import dev.laurel.schema.Ranking;
import dev.laurel.schema.Rating;
import dev.laurel.schema.Regenerate;
import dev.laurel.schema.Thumb;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the order in which records come, and however often, the pairs that stand are those of {@link PairModel} for the set of them. */
class LedgerOrderTest {

    private static final int ORDERS = 5;

    @ParameterizedTest
    @ValueSource(ints = {4, 6, 14, 40})
    void pairsThatStandAreThoseOfTheModelInEveryOrder(int answers) {
        int pairs = 0;
        for (int seed = 0; seed < 50; seed++) {
            List<SpecificRecord> records = records(new Random(seed), answers, "", 60);
            Set<String> expected = model(records).standing();
            pairs += expected.size();
            Random orders = new Random(seed);
            Set<String> ids = null;
            for (int order = 0; order < ORDERS; order++) {
                Prompt prompt = entered(records);
                assertThat(shown(prompt)).as("seed %d, order %d", seed, order).isEqualTo(expected);
                ids = sameAs(ids, ids(prompt), seed);
                Collections.shuffle(records, orders);
            }
        }
        assertThat(pairs).as("the records make pairs at all").isGreaterThan(200);
    }

    /** After every single record, not only at the end. */
    @Test
    void pairsThatStandAreThoseOfTheModelAfterEveryRecord() {
        for (int seed = 1_000; seed < 1_030; seed++) {
            List<SpecificRecord> records = records(new Random(seed), 12, "", 50);
            Prompt prompt = new Prompt();
            PairModel model = new PairModel();
            for (int i = 0; i < records.size(); i++) {
                enter(prompt, records.get(i));
                take(model, records.get(i));
                assertThat(shown(prompt))
                        .as("seed %d, after record %d", seed, i)
                        .isEqualTo(model.standing());
            }
        }
    }

    /** @param ids in front of the ids of events */
    static List<SpecificRecord> records(Random random, int answers, String ids, int count) {
        return records(random, answers, ids, "", count);
    }

    /** @param prompt in front of the ids of answers */
    static List<SpecificRecord> records(Random random, int answers, String ids, String prompt, int count) {
        return new Records(random, answers, ids, prompt).some(count);
    }

    private static Set<String> sameAs(Set<String> before, Set<String> now, int seed) {
        assertThat(before == null ? now : before).as("ids with seed %d", seed).isEqualTo(now);
        return now;
    }

    private static Prompt entered(List<SpecificRecord> records) {
        Prompt prompt = new Prompt();
        records.forEach(record -> enter(prompt, record));
        return prompt;
    }

    static void enter(Prompt prompt, SpecificRecord record) {
        EntryOutcome outcome =
                record instanceof FeedbackEvent event ? prompt.enter(event) : prompt.enter((GeneratedResponse) record);
        assertThat(outcome).isNotInstanceOf(EntryOutcome.Refused.class);
    }

    static PairModel model(List<SpecificRecord> records) {
        PairModel model = new PairModel();
        records.forEach(record -> take(model, record));
        return model;
    }

    static void take(PairModel model, SpecificRecord record) {
        if (record instanceof FeedbackEvent event) {
            model.take(event);
        } else {
            GeneratedResponse response = (GeneratedResponse) record;
            model.take(response, Samples.answer("any", response.getResponse()).getMessages());
        }
    }

    private static Set<String> shown(Prompt prompt) {
        return prompt.standingPairs().stream().map(PairModel::shown).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> ids(Prompt prompt) {
        return prompt.standingPairs().stream().map(PreferencePair::getPairId).collect(Collectors.toSet());
    }

    /** Random records about one prompt, from few names, so that they meet. */
    private record Records(Random random, int answers, String ids, String prompt) {

        private static final List<String> SYSTEMS = List.of("labelling", "web");
        private static final int RATERS = 3;

        List<SpecificRecord> some(int count) {
            List<SpecificRecord> records = new ArrayList<>();
            for (int i = 0; records.size() < count; i++) {
                SpecificRecord record = random.nextInt(6) == 0 ? response() : event(ids + "e" + i % 40);
                boolean known = record instanceof FeedbackEvent event
                        && records.stream()
                                .anyMatch(other -> other instanceof FeedbackEvent before && sameId(before, event));
                if (!known
                        && (!(record instanceof FeedbackEvent event)
                                || FeedbackRules.check(event) instanceof Checked.Valid)) {
                    records.add(record);
                }
            }
            IntStream.range(0, count / 10).forEach(i -> records.add(records.get(random.nextInt(records.size()))));
            return records;
        }

        private static boolean sameId(FeedbackEvent one, FeedbackEvent other) {
            return one.getEventId().equals(other.getEventId())
                    && one.getSource().getSystem().equals(other.getSource().getSystem());
        }

        private GeneratedResponse response() {
            String id = answer();
            return Samples.response(id, text(id));
        }

        private FeedbackEvent event(String id) {
            FeedbackEvent.Builder event = FeedbackEvent.newBuilder(Samples.feedback(id, null))
                    .setSource(source())
                    .setTask(random.nextInt(4) == 0 ? "plain" : "rich")
                    .setEventTime(Instant.ofEpochSecond(1_790_000_000L + random.nextInt(20)))
                    .setMessages(random.nextInt(3) == 0 ? List.of() : Samples.PROMPT);
            if (random.nextInt(4) == 0) {
                event.setFeedbackId("f" + random.nextInt(4));
            }
            int kind = random.nextInt(20);
            if (kind < 2) {
                return event.setOperation(FeedbackOperation.RETRACT)
                        .setSupersedes(ids + "e" + random.nextInt(40))
                        .setMessages(List.of())
                        .build();
            }
            if (kind < 5) {
                event.setOperation(FeedbackOperation.UPDATE).setSupersedes(ids + "e" + random.nextInt(40));
            }
            Object payload = payload();
            event.setPayload(payload);
            List<Candidate> candidates = FeedbackRules.mentioned(event.build())
                    .distinct()
                    .map(answer -> random.nextInt(3) == 0
                            ? Candidate.newBuilder().setResponseId(answer).build()
                            : Samples.answer(answer, text(answer)))
                    .toList();
            return event.setCandidates(candidates).build();
        }

        private Object payload() {
            String one = answer();
            String other = answer();
            return switch (random.nextInt(10)) {
                case 0 -> new PremadePair(one, other, random.nextBoolean() ? 0.5 : null);
                case 1, 2 ->
                    new Comparison(
                            one,
                            other,
                            ComparisonOutcome.values()[random.nextInt(4)],
                            random.nextBoolean() ? 1.0 / 3 : null);
                case 3, 4, 5 -> new Rating(one, 1.0 + random.nextInt(5), 1.0, 5.0);
                case 6, 7 -> new Thumb(one, random.nextBoolean());
                case 8 ->
                    random.nextInt(3) > 0 ? new Edit(one, "Edited " + random.nextInt(3)) : new Regenerate(one, other);
                default -> ranking();
            };
        }

        private Ranking ranking() {
            List<String> ids = new ArrayList<>(
                    IntStream.range(0, answers).mapToObj(i -> prompt + "a" + i).toList());
            Collections.shuffle(ids, random);
            List<List<String>> tiers = new ArrayList<>();
            for (String id : ids.subList(0, Math.min(ids.size(), 2 + random.nextInt(4)))) {
                if (tiers.isEmpty() || random.nextInt(3) > 0) {
                    tiers.add(new ArrayList<>());
                }
                tiers.get(tiers.size() - 1).add(id);
            }
            return new Ranking(tiers);
        }

        private FeedbackSource source() {
            String system = SYSTEMS.get(random.nextInt(SYSTEMS.size()));
            String rater = "r" + random.nextInt(RATERS);
            return switch (random.nextInt(5)) {
                case 0 -> new FeedbackSource(system, ActorKind.UNKNOWN, null, null);
                case 1 -> new FeedbackSource(system, ActorKind.END_USER, rater, null);
                default -> new FeedbackSource(system, ActorKind.ANNOTATOR, null, rater);
            };
        }

        private String answer() {
            return prompt + "a" + random.nextInt(answers);
        }

        /** The first two say the same, the third nothing; but not where answers are known already. */
        private String text(String answer) {
            return switch (ids.isEmpty() ? answer.substring(prompt.length()) : "") {
                case "a0", "a1" -> "Same";
                case "a2" -> " ";
                default -> "Answer " + answer;
            };
        }
    }
}
