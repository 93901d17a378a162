package dev.laurel.bench.windows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import dev.laurel.bench.series.SourcePairs;
import dev.laurel.command.importing.Importer;
import dev.laurel.command.pairs.ComparedPair;
import dev.laurel.command.pairs.Texts;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.reward.text.Conversation;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.text.TokenSequence;
import dev.laurel.schema.PreferencePair;

/**
 * Responses whose rewards are followed from version to version. Their prompts are held out, and none is of the first window, whose held-out
 * pairs are the anchors; each is a side of at least one pair, which tells whether people liked it.
 *
 * @param standing of each, pairs that it won less pairs that it lost
 */
record FixedResponses(List<TokenSequence> sequences, List<Integer> standing) {

    static final FixedResponses NONE = new FixedResponses(List.of(), List.of());

    /**
     * Chooses responses of a file.
     *
     * @param most how many; fewer if the file has not as many that can be used
     */
    static FixedResponses choose(
            Path file,
            List<SourcePairs> sources,
            Curriculum curriculum,
            HoldOut rule,
            int most,
            long seed,
            RewardText text)
            throws IOException {
        Set<String> first = new HashSet<>();
        curriculum.nights().get(0).pairs().forEach(pair -> first.add(prompt(pair)));
        Map<Conversation, Integer> standings = new HashMap<>();
        for (SourcePairs source : sources) {
            for (PreferencePair pair : source.pairs()) {
                if (rule.holdsOut(prompt(pair)) && !first.contains(prompt(pair))) {
                    standings.merge(Texts.of(pair).chosenConversation(), 1, Integer::sum);
                    standings.merge(Texts.of(pair).rejectedConversation(), -1, Integer::sum);
                }
            }
        }
        List<Conversation> usable = new ArrayList<>();
        Importer.readResponses(file, ImportOptions.DEFAULTS.tenant(SourcePairs.TENANT), progress -> {}, response -> {
            Conversation conversation = Texts.conversation(response);
            if (standings.containsKey(conversation)) {
                usable.add(conversation);
            }
        });
        Collections.shuffle(usable, new Random(seed));
        List<Conversation> chosen = usable.subList(0, Math.min(most, usable.size()));
        return new FixedResponses(
                chosen.isEmpty() ? List.of() : text.encodeAll(chosen),
                chosen.stream().map(standings::get).toList());
    }

    private static String prompt(PreferencePair pair) {
        return ComparedPair.of(pair.getTenant() + '/' + pair.getPromptId(), Texts.of(pair))
                .prompt();
    }
}
