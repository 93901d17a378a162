package dev.laurel.command.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LineageTextTest {

    private static final String VERSIONS =
            """
            [{"version": 2, "weight_digest": "2222222222222222", "trained": 40, "replayed": 10, "held_out": 5,
              "window": [{"partition": 0, "from": 7, "to": 9}, {"partition": 1, "from": 3, "to": 3}],
              "withdrawn_since": ["p-9"], "erased": [], "gaps": []},
             {"version": 1, "weight_digest": "1111111111111111", "trained": 90, "replayed": 0, "held_out": 10,
              "window": [{"partition": 0, "from": 0, "to": 7}], "withdrawn_since": [], "erased": ["p-3", "p-4"],
              "gaps": ["version 1: holdout.avro was changed"]}]""";

    @Test
    void aResponseIsTheRootOfWhatItsRewardRestsOn() throws Exception {
        String text = LineageText.ofResponse(json(
                """
                {"responses": [{"response_id": "r-1", "tenant": "acme", "prompt_id": "q", "scored_at": "2026-11-25T10:00:00Z",
                  "place": {"topic": "responses.scored.v1", "partition": 1, "offset": 4},
                  "reward": 1.5, "normalized_reward": -0.25, "model_version": 2, "model_line": "default",
                  "weight_digest": "2222222222222222", "weights_agree": false, "lineage": %s,
                  "base": {"name": "starter", "weight_digest": "0000000000000000"},
                  "pairs_learned": 130, "pairs_of_the_prompt": 1,
                  "pairs": [{"pair_id": "p-9", "use": "held_out", "version": 2, "withdrawn_since": true, "events": [
                    {"event_id": "e-1", "operation": "CREATE", "kind": "Comparison", "event_time": "2026-11-24T10:00:00Z",
                     "place": {"topic": "feedback.events.v1", "partition": 0, "offset": 12}},
                    {"event_id": "e-2", "gap": "the topic no longer holds it"}]}]}]}"""
                        .formatted(VERSIONS)));

        assertThat(text)
                .isEqualTo(
                        """
                        response r-1 of prompt acme/q, scored at 2026-11-25T10:00:00Z (responses.scored.v1, partition 1, offset 4)
                        ├─ reward +1.5000, normalised -0.2500, by version 2 of line default, weights 222222222222, WHICH ARE NOT THOSE OF THE STORE
                        │  └─ version 2, weights 222222222222, trained on 40 pairs, 10 replayed, 5 held out, offsets 0:[7, 9), 1 pairs withdrawn since
                        │     └─ version 1, weights 111111111111, trained on 90 pairs, 10 held out, offsets 0:[0, 7), 2 pairs erased
                        │        ├─ version 1: holdout.avro was changed
                        │        └─ base model starter, weights 000000000000
                        └─ learned from 130 pairs; 1 of the same prompt
                           └─ pair p-9, held out by version 2, withdrawn since
                              ├─ event e-1: CREATE Comparison at 2026-11-24T10:00:00Z (feedback.events.v1, partition 0, offset 12)
                              └─ event e-2: the topic no longer holds it
                        """);
    }

    @Test
    void anEventIsTheRootOfWhatItHasTaught() throws Exception {
        String text = LineageText.ofFeedback(
                json(
                        """
                        {"events": [{"event_id": "e-1", "operation": "CREATE", "kind": "Thumb", "event_time": "2026-11-24T10:00:00Z",
                          "place": {"topic": "feedback.events.v1", "partition": 0, "offset": 12}}],
                         "records": [{"pair_id": "p-9", "operation": "PUBLISH",
                          "place": {"topic": "preference.pairs.v1", "partition": 0, "offset": 3}}],
                         "lines": [{"line": "default", "gaps": [], "pairs": [{"pair_id": "p-9", "trained": [1], "replayed": [],
                          "inherited": [2, 3], "judged": [], "withdrawn": [3], "erased": []}],
                          "responses_scored": {"1": 40, "2": 7}}]}"""));

        assertThat(text)
                .isEqualTo(
                        """
                        event e-1: CREATE Thumb at 2026-11-24T10:00:00Z (feedback.events.v1, partition 0, offset 12)
                        ├─ pair p-9 (PUBLISH, preference.pairs.v1, partition 0, offset 3)
                        └─ line default
                           ├─ pair p-9
                           │  ├─ trained on by version 1
                           │  ├─ inherited by version 2, 3
                           │  └─ taken back in the window of version 3
                           └─ responses scored: 40 by version 1, 7 by version 2
                        """);
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
