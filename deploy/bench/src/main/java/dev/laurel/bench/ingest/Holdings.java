package dev.laurel.bench.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.laurel.command.client.Cluster;
import dev.laurel.command.client.TopicReader;
import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;

/** What ingest's topics hold, committed records only. */
final class Holdings {

    /** Where a record lies. */
    record Place(String topic, int partition, long offset) {}

    /** What is compared of a live pair. */
    record Live(String prompt, String chosen, String rejected, Optional<Double> margin, double weight) {

        private static Live of(PreferencePair pair) {
            return new Live(
                    pair.getPromptId(),
                    pair.getChosen().getResponseId(),
                    pair.getRejected().getResponseId(),
                    pair.getMargin(),
                    pair.getWeight());
        }
    }

    private final Map<Place, String> ids = new HashMap<>();
    private final Map<String, Map<String, Integer>> copies = new HashMap<>();
    private final Map<String, Live> pairs = new TreeMap<>();
    private final Map<String, List<String>> events = new HashMap<>();
    private final List<String> doubled = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private long pairRecords;

    static Holdings read(Cluster cluster) {
        Holdings holdings = new Holdings();
        TopicReader topics = new TopicReader(cluster);
        topics.read(Topics.PAIRS, record -> holdings.add(record.value()));
        topics.read(
                Topics.FEEDBACK,
                record -> holdings.add(
                        new Place(record.topic(), record.partition(), record.offset()),
                        record.value().getEventId()));
        topics.read(
                Topics.UNJOINED,
                record -> holdings.add(
                        new Place(record.topic(), record.partition(), record.offset()),
                        record.value().getEventId()));
        topics.read(
                Topics.RESPONSES,
                record -> holdings.add(
                        new Place(record.topic(), record.partition(), record.offset()),
                        record.value().getResponseId()));
        for (Topic<?> topic : List.of(Topics.FEEDBACK, Topics.UNJOINED, Topics.RESPONSES, Topics.PROMPT_IDS)) {
            topics.readBytes(
                    topic.deadLetters(),
                    record -> holdings.add(DeadLetter.read(record.headers()).orElseThrow()));
        }
        return holdings;
    }

    void add(Place place, String id) {
        ids.put(place, id);
        copies.computeIfAbsent(place.topic(), topic -> new HashMap<>()).merge(id, 1, Integer::sum);
    }

    void add(DeadLetter letter) {
        deadLetters.add(letter);
    }

    void add(PreferencePair pair) {
        pairRecords++;
        String id = pair.getPairId();
        boolean publishes = pair.getOperation() == PairOperation.PUBLISH;
        if (pairs.containsKey(id) == publishes) {
            doubled.add(id);
        }
        if (publishes) {
            pairs.put(id, Live.of(pair));
            events.put(id, pair.getSource().getEventIds());
        } else {
            pairs.remove(id);
            events.remove(id);
        }
    }

    /** The live pairs by their ids. */
    Map<String, Live> pairs() {
        return pairs;
    }

    /** Ids of pairs that were published twice, or withdrawn without being there. */
    List<String> doubled() {
        return doubled;
    }

    /** Ids of the events behind live pairs. */
    Set<String> pairedEvents() {
        Set<String> all = new HashSet<>();
        events.values().forEach(all::addAll);
        return all;
    }

    /** Records in the topic of pairs. */
    long pairRecords() {
        return pairRecords;
    }

    List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    /** The id of the record that was set aside; empty where no committed record lies in its place. */
    Optional<String> id(DeadLetter letter) {
        return Optional.ofNullable(ids.get(new Place(letter.topic(), letter.partition(), letter.offset())));
    }

    /** How often a record lies in a topic. */
    int copies(Topic<?> topic, String id) {
        return copies.getOrDefault(topic.name(), Map.of()).getOrDefault(id, 0);
    }
}
