package dev.laurel.scorer.rest.call;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.laurel.reward.text.Conversation;
import dev.laurel.reward.text.TokenSequence;
import dev.laurel.scorer.live.LiveModel;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;

/** What a request wants rewards of. */
public sealed interface Input {

    /** Most characters of a text whose last tokens are wanted, which cannot be had without all before them. */
    int LONGEST_TO_THE_END = 1 << 20;

    /**
     * Its tokens, each text's own; throws {@link ProblemException} where the model's formatting refuses one.
     *
     * @param toTheEnd whether all tokens of a text are wanted, however many; else it is marked as cut behind those that the model reads
     */
    List<TokenSequence> tokens(LiveModel model, boolean toTheEnd);

    /** How many rewards it asks for. */
    int size();

    /** Texts as they are: template and end marker are what the caller wrote. */
    record Texts(String field, List<String> texts, boolean specialTokens) implements Input {
        @Override
        public List<TokenSequence> tokens(LiveModel model, boolean toTheEnd) {
            if (toTheEnd) {
                texts.forEach(text -> requireShort(field, text));
                return sequences(field, model.text().ids(texts, specialTokens));
            }
            return sequences(field, model.text().firstIds(texts, specialTokens)).stream()
                    .map(sequence -> sequence.length() > model.maxTokens()
                            ? new TokenSequence(Arrays.copyOf(sequence.ids(), model.maxTokens()), true)
                            : sequence)
                    .toList();
        }

        @Override
        public int size() {
            return texts.size();
        }
    }

    private static void requireShort(String field, String text) {
        if (text.length() > LONGEST_TO_THE_END) {
            throw Refusals.tooMany("a text of %s has %,d characters, more than %,d, of which the end cannot be kept"
                    .formatted(field, text.length(), LONGEST_TO_THE_END));
        }
    }

    /** Token ids as they are. */
    record Ids(String field, List<int[]> ids) implements Input {
        @Override
        public List<TokenSequence> tokens(LiveModel model, boolean toTheEnd) {
            return sequences(field, ids);
        }

        @Override
        public int size() {
            return ids.size();
        }
    }

    /** Conversations, formatted as the model was trained; longer ones lose their end. */
    record Conversations(String field, List<Conversation> conversations) implements Input {
        @Override
        public List<TokenSequence> tokens(LiveModel model, boolean toTheEnd) {
            return Encoding.sequences(field, model, conversations);
        }

        @Override
        public int size() {
            return conversations.size();
        }
    }

    /** Inputs of several kinds, in their order. */
    record Many(List<Input> inputs) implements Input {
        @Override
        public List<TokenSequence> tokens(LiveModel model, boolean toTheEnd) {
            return inputs.stream()
                    .flatMap(input -> input.tokens(model, toTheEnd).stream())
                    .toList();
        }

        @Override
        public int size() {
            return inputs.stream().mapToInt(Input::size).sum();
        }
    }

    private static List<TokenSequence> sequences(String field, List<int[]> ids) {
        List<TokenSequence> sequences = new ArrayList<>();
        for (int[] each : ids) {
            if (each.length == 0) {
                String place = ids.size() == 1 ? field : field + "[" + sequences.size() + "]";
                throw Refusals.badParameter(place, place + " must not be empty");
            }
            sequences.add(new TokenSequence(each, false));
        }
        return sequences;
    }

    /**
     * Reads a text, texts, token ids or arrays of token ids.
     *
     * @param specialTokens whether the tokenizer's own are added to texts
     */
    static Input read(String field, JsonNode input, boolean specialTokens) {
        if (input.isTextual()) {
            return new Texts(field, List.of(Fields.acceptable(field, input.textValue())), specialTokens);
        }
        if (!input.isArray() || input.isEmpty()) {
            throw Refusals.badParameter(
                    field, field + " must be a text, texts, token ids or arrays of token ids, at least one");
        }
        if (input.get(0).isTextual()) {
            return new Texts(field, texts(field, input), specialTokens);
        }
        if (!input.get(0).isArray()) {
            return new Ids(field, List.of(ids(field, input)));
        }
        List<int[]> ids = new ArrayList<>();
        input.forEach(each -> ids.add(ids(field, each)));
        return new Ids(field, ids);
    }

    private static List<String> texts(String field, JsonNode array) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : array) {
            if (!each.isTextual()) {
                throw mixed(field, each);
            }
            texts.add(Fields.acceptable(field + "[" + texts.size() + "]", each.textValue()));
        }
        return texts;
    }

    private static int[] ids(String field, JsonNode array) {
        if (!array.isArray()) {
            throw mixed(field, array);
        }
        int[] ids = new int[array.size()];
        for (int i = 0; i < ids.length; i++) {
            JsonNode id = array.get(i);
            if (!id.canConvertToInt() || !id.isIntegralNumber()) {
                throw Refusals.badParameter(field, "a token id must be a whole number, not " + Fields.shown(id));
            }
            ids[i] = id.intValue();
        }
        return ids;
    }

    private static ProblemException mixed(String field, JsonNode odd) {
        return Refusals.badParameter(field, field + " mixes kinds: " + odd.getNodeType() + " among others");
    }
}
