package dev.laurel.bench.attack;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.command.console.Findings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What an attack came to.
 *
 * @param statuses of the malformed and extreme requests, how often each; 0 for those without an end that got no answer
 * @param records malformed and extreme ones
 * @param faults what did not hold, by kind
 */
public record AttackReport(
        Map<Integer, Integer> statuses,
        Optional<RecordAttack.Outcome> records,
        Optional<BrokerPauses.Outcome> pauses,
        List<SlowConnections.Outcome> slow,
        Optional<LargeTexts.Outcome> large,
        Map<String, Faults.Fault> faults)
        implements Findings {

    @Override
    public boolean isSound() {
        return faults.isEmpty();
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        int requests = statuses.values().stream().mapToInt(Integer::intValue).sum();
        text.append("%,d malformed and extreme requests, by status: %s%n".formatted(requests, statuses));
        records.ifPresent(all -> text.append("%,d malformed and extreme records: %,d set aside, %,d scored%n"
                .formatted(all.sent(), all.setAside(), all.scored())));
        pauses.ifPresent(all -> text.append("%d pauses of the broker: %,d requests accepted, by status: %s%n"
                .formatted(all.pauses(), all.accepted(), all.statuses())));
        slow.forEach(all -> text.append(
                "%d slow connections to %s: health at most %.0f ms, requests median %.0f, at most %.0f ms; %d were ended%n"
                        .formatted(
                                all.connections(),
                                all.service().label(),
                                all.health(),
                                all.median(),
                                all.request(),
                                all.ended())));
        large.ifPresent(all -> text.append(
                "%d requests beside four texts of 8 MB: median %.0f ms, p99 %.0f, at most %.0f (alone %.0f); %d huge ones, at most %.0f ms%n"
                        .formatted(
                                all.requests(),
                                all.median(),
                                all.p99(),
                                all.slowest(),
                                all.alone(),
                                all.large(),
                                all.largest())));
        faults.forEach((kind, fault) ->
                text.append("FAULT %,d times: %s, for example %s%n".formatted(fault.count(), kind, fault.example())));
        return text.append(isSound() ? "sound%n".formatted() : "NOT SOUND%n".formatted())
                .toString();
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("sound", isSound());
        ObjectNode byStatus = json.putObject("requests_by_status");
        statuses.forEach((status, count) -> byStatus.put(status.toString(), count));
        records.ifPresent(all -> json.putObject("records")
                .put("sent", all.sent())
                .put("set_aside", all.setAside())
                .put("scored", all.scored()));
        pauses.ifPresent(all ->
                json.putObject("broker_pauses").put("pauses", all.pauses()).put("accepted", all.accepted()));
        slow.forEach(all -> json.withArray("slow_connections")
                .addObject()
                .put("service", all.service().label())
                .put("connections", all.connections())
                .put("health_ms_max", all.health())
                .put("request_ms_median", all.median())
                .put("request_ms_max", all.request())
                .put("ended", all.ended()));
        large.ifPresent(all -> json.putObject("beside_large_texts")
                .put("requests", all.requests())
                .put("ms_alone", all.alone())
                .put("ms_median", all.median())
                .put("ms_p99", all.p99())
                .put("ms_max", all.slowest())
                .put("large_texts", all.large()));
        ObjectNode found = json.putObject("faults");
        faults.forEach((kind, fault) ->
                found.putObject(kind).put("count", fault.count()).put("example", fault.example()));
        return json;
    }
}
