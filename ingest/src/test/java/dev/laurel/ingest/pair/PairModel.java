package dev.laurel.ingest.pair;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.laurel.schema.Comparison;
import dev.laurel.schema.Edit;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackOperation;
import dev.laurel.schema.FeedbackSource;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Message;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PremadePair;
import dev.laurel.schema.Ranking;
import dev.laurel.schema.Rating;
import dev.laurel.schema.Regenerate;
import dev.laurel.schema.Thumb;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The rules of pairs as plainly as they can be said: what stands for a set of records, worked out anew from all of them. Written apart from the ledger, and
 * without its classes, to be compared with it.
 */
final class PairModel {

    private static final Comparator<FeedbackEvent> LATEST = Comparator.comparing(FeedbackEvent::getEventTime)
            .thenComparing(FeedbackEvent::getEventId)
            .thenComparing(PairModel::system);

    private final Map<String, FeedbackEvent> events = new LinkedHashMap<>();
    private final Map<String, List<Message>> texts = new HashMap<>();
    private boolean promptKnown;

    void take(FeedbackEvent event) {
        events.putIfAbsent(system(event) + "/" + event.getEventId(), event);
        if (event.getOperation() != FeedbackOperation.RETRACT) {
            promptKnown |= !event.getMessages().isEmpty();
            event.getCandidates().stream()
                    .filter(answer -> !answer.getMessages().isEmpty())
                    .forEach(answer -> texts.put(answer.getResponseId(), answer.getMessages()));
        }
    }

    void take(GeneratedResponse response, List<Message> answer) {
        promptKnown = true;
        texts.put(response.getResponseId(), answer);
    }

    /** Each pair as {@code KIND task chosen>rejected margin weight [events] system}, the system being that of the latest event. */
    Set<String> standing() {
        Set<String> pairs = new TreeSet<>();
        if (!promptKnown) {
            return pairs;
        }
        List<FeedbackEvent> live = live();
        Map<String, FeedbackEvent> votes = new HashMap<>(); // of a judge on two answers
        Map<String, Map<String, FeedbackEvent>> grades = new HashMap<>(); // of a judge, by answer
        for (FeedbackEvent event : live) {
            Object said = event.getPayload().orElseThrow();
            if (said instanceof PremadePair pair) {
                add(pairs, "PREMADE_PAIR", event, pair.getChosen(), pair.getRejected(), pair.getMargin(), 1);
            } else if (said instanceof Regenerate again) {
                again.getReplacement()
                        .ifPresent(better ->
                                add(pairs, "REGENERATE", event, better, again.getResponseId(), Optional.empty(), 1));
            } else if (said instanceof Edit edit) {
                List<Message> original = texts.getOrDefault(edit.getResponseId(), List.of());
                if (!original.isEmpty() && !original.get(0).getContent().isBlank()) {
                    String edited = "%s/edit/%s".formatted(edit.getResponseId(), event.getEventId());
                    pairs.add(shown("EDIT", event, edited, edit.getResponseId(), Optional.empty(), 1, List.of(event)));
                }
            } else if (said instanceof Rating || said instanceof Thumb) {
                String answer = said instanceof Rating rating ? rating.getResponseId() : ((Thumb) said).getResponseId();
                judge(event).ifPresent(judge -> grades.computeIfAbsent(
                                said.getClass().getSimpleName() + judge, all -> new HashMap<>())
                        .merge(answer, event, (one, other) -> LATEST.compare(one, other) > 0 ? one : other));
            } else {
                for (String[] two : preferences(said)) {
                    String key = judge(event).map(judge -> judge + sorted(two)).orElse(name(event) + sorted(two));
                    votes.merge(key, event, (one, other) -> LATEST.compare(one, other) > 0 ? one : other);
                }
            }
        }
        votes.forEach((key, event) -> {
            Object said = event.getPayload().orElseThrow();
            for (String[] two : preferences(said)) {
                boolean own = key.equals(
                        judge(event).map(judge -> judge + sorted(two)).orElse(name(event) + sorted(two)));
                if (own && two[2] == null) {
                    boolean ranked = said instanceof Ranking;
                    Optional<Double> margin = ranked ? Optional.empty() : ((Comparison) said).getStrength();
                    double weight = ranked ? weight((Ranking) said) : 1;
                    add(pairs, ranked ? "RANKING" : "COMPARISON", event, two[0], two[1], margin, weight);
                }
            }
        });
        grades.forEach((judge, byAnswer) -> graded(pairs, byAnswer));
        edits(pairs, live, votes);
        return pairs;
    }

    /** The latest edit by one judge of an answer over what that judge rejected against the answer. */
    private void edits(Set<String> pairs, List<FeedbackEvent> live, Map<String, FeedbackEvent> votes) {
        Map<String, FeedbackEvent> latest = new HashMap<>();
        for (FeedbackEvent event : live) {
            if (event.getPayload().orElseThrow() instanceof Edit edit
                    && judge(event).isPresent()) {
                latest.merge(
                        judge(event).get() + " of " + edit.getResponseId(),
                        event,
                        (one, other) -> LATEST.compare(one, other) > 0 ? one : other);
            }
        }
        for (FeedbackEvent event : latest.values()) {
            Edit edit = (Edit) event.getPayload().orElseThrow();
            votes.forEach((key, vote) -> preferences(vote.getPayload().orElseThrow()).stream()
                    .filter(two -> two[2] == null && two[0].equals(edit.getResponseId()))
                    .filter(two -> key.equals(judge(event).get() + sorted(two)))
                    .filter(two -> texts.containsKey(two[0]) && saysSomethingElse(edit.getEdited(), two[1]))
                    .forEach(two -> pairs.add(shown(
                            "EDIT",
                            event,
                            "%s/edit/%s".formatted(two[0], event.getEventId()),
                            two[1],
                            Optional.empty(),
                            1,
                            List.of(vote, event)))));
        }
    }

    private boolean saysSomethingElse(String text, String answer) {
        List<Message> other = texts.getOrDefault(answer, List.of());
        return !other.isEmpty()
                && !other.get(0).getContent().isBlank()
                && !other.get(0).getContent().equals(text);
    }

    private void graded(Set<String> pairs, Map<String, FeedbackEvent> byAnswer) {
        List<String> ring = byAnswer.keySet().stream()
                .sorted(Comparator.comparing(PairModel::hash))
                .toList();
        for (int i = 0; i < ring.size(); i++) {
            for (int j = 0; j < i; j++) {
                int steps = Math.min(i - j, ring.size() - (i - j));
                FeedbackEvent one = byAnswer.get(ring.get(i));
                FeedbackEvent other = byAnswer.get(ring.get(j));
                double difference = value(one) - value(other);
                if (steps <= 4 && difference != 0) {
                    boolean rating = one.getPayload().orElseThrow() instanceof Rating;
                    FeedbackEvent later = LATEST.compare(one, other) > 0 ? one : other;
                    FeedbackEvent earlier = later == one ? other : one;
                    String better = difference > 0 ? ring.get(i) : ring.get(j);
                    String worse = difference > 0 ? ring.get(j) : ring.get(i);
                    if (teaches(better, worse)) {
                        Optional<Double> margin = rating ? Optional.of(Math.abs(difference)) : Optional.empty();
                        List<FeedbackEvent> basis = List.of(earlier, later);
                        pairs.add(shown(rating ? "RATING" : "THUMB", later, better, worse, margin, 1, basis));
                    }
                }
            }
        }
    }

    private List<FeedbackEvent> live() {
        Set<String> dead = new HashSet<>();
        Map<String, FeedbackEvent> latest = new HashMap<>();
        for (FeedbackEvent event : events.values()) {
            event.getSupersedes().ifPresent(id -> dead.add(system(event) + "/" + id));
            event.getFeedbackId()
                    .ifPresent(id -> latest.merge(
                            system(event) + "/" + id,
                            event,
                            (one, other) -> LATEST.compare(one, other) > 0 ? one : other));
        }
        List<FeedbackEvent> live = new ArrayList<>();
        for (FeedbackEvent event : events.values()) {
            boolean isLatest = event.getFeedbackId()
                    .map(id -> latest.get(system(event) + "/" + id) == event)
                    .orElse(true);
            if (event.getOperation() != FeedbackOperation.RETRACT
                    && isLatest
                    && !dead.contains(system(event) + "/" + event.getEventId())) {
                live.add(event);
            }
        }
        return live;
    }

    /** Better and worse of every two answers judged beside each other; a third entry where they are tied. */
    private static List<String[]> preferences(Object said) {
        List<String[]> all = new ArrayList<>();
        if (said instanceof Comparison comparison) {
            String a = comparison.getResponseA();
            String b = comparison.getResponseB();
            switch (comparison.getOutcome()) {
                case A -> all.add(new String[] {a, b, null});
                case B -> all.add(new String[] {b, a, null});
                case TIE, BOTH_BAD -> all.add(new String[] {a, b, "tied"});
            }
            return all;
        }
        List<List<String>> tiers = ((Ranking) said).getTiers();
        for (int tier = 0; tier < tiers.size(); tier++) {
            for (int place = 0; place < tiers.get(tier).size(); place++) {
                String one = tiers.get(tier).get(place);
                tiers.get(tier).stream().skip(place + 1L).forEach(other -> all.add(new String[] {one, other, "tied"}));
                tiers.stream()
                        .skip(tier + 1L)
                        .flatMap(List::stream)
                        .forEach(other -> all.add(new String[] {one, other, null}));
            }
        }
        return all;
    }

    private void add(
            Set<String> pairs,
            String kind,
            FeedbackEvent event,
            String better,
            String worse,
            Optional<Double> margin,
            double weight) {
        if (teaches(better, worse)) {
            pairs.add(shown(kind, event, better, worse, margin, weight, List.of(event)));
        }
    }

    private boolean teaches(String better, String worse) {
        return texts.containsKey(better)
                && texts.containsKey(worse)
                && !texts.get(better).equals(texts.get(worse))
                && !texts.get(better).get(0).getContent().isBlank()
                && !texts.get(worse).get(0).getContent().isBlank();
    }

    private static double value(FeedbackEvent event) {
        Object said = event.getPayload().orElseThrow();
        return said instanceof Rating rating
                ? (rating.getValue() - rating.getMinimum()) / (rating.getMaximum() - rating.getMinimum())
                : ((Thumb) said).getUp() ? 1 : 0;
    }

    private static double weight(Ranking ranking) {
        int answers = ranking.getTiers().stream().mapToInt(List::size).sum();
        return 2.0 / (answers * (answers - 1.0));
    }

    private static Optional<String> judge(FeedbackEvent event) {
        FeedbackSource source = event.getSource();
        return source.getAnnotator()
                .map(name -> "annotator " + name)
                .or(() -> source.getSubject().map(name -> "subject " + name))
                .map(rater -> event.getTask() + rater);
    }

    private static String sorted(String[] two) {
        return " " + (two[0].compareTo(two[1]) < 0 ? two[0] + two[1] : two[1] + two[0]);
    }

    private static long hash(String answer) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(answer.getBytes(UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(FeedbackEvent event) {
        return event.getEventId() + "@" + system(event);
    }

    private static String system(FeedbackEvent event) {
        return event.getSource().getSystem();
    }

    private static String shown(
            String kind,
            FeedbackEvent latest,
            String better,
            String worse,
            Optional<Double> margin,
            double weight,
            List<FeedbackEvent> basis) {
        List<String> ids = basis.stream().map(FeedbackEvent::getEventId).toList();
        return "%s %s %s>%s %s %s %s %s"
                .formatted(kind, latest.getTask(), better, worse, margin, weight, ids, system(latest));
    }

    /** A published pair in the form of {@link #standing}. */
    static String shown(PreferencePair pair) {
        return "%s %s %s>%s %s %s %s %s"
                .formatted(
                        pair.getSource().getKind(),
                        pair.getTask(),
                        pair.getChosen().getResponseId(),
                        pair.getRejected().getResponseId(),
                        pair.getMargin(),
                        pair.getWeight(),
                        pair.getSource().getEventIds(),
                        pair.getSource().getSystem());
    }
}
