package dev.laurel.scorer.rest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import dev.laurel.reward.text.Message;
import dev.laurel.reward.text.TokenSequence;
import dev.laurel.scorer.live.Encoded;
import dev.laurel.scorer.live.LiveModel;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request in the form of vLLM's classification API. Fields it does not know are ignored, as vLLM ignores them; what would change the formatting that
 * the model was trained with is refused.
 *
 * @param model the name of the line; empty for the one that serves the default tenant and task
 * @param requestId the caller's name for it
 * @param subject what is to be classified
 * @param useActivation whether a logistic function is applied to the reward
 * @param truncation most tokens of a text; longer ones are refused if empty
 */
record ClassifyRequest(
        Optional<String> model,
        Optional<String> requestId,
        Subject subject,
        boolean useActivation,
        Optional<Truncation> truncation) {

    /** Of vLLM's request; a template of the caller's would score what the model was not trained on. */
    private static final Set<String> REFUSED = Set.of("chat_template", "chat_template_kwargs");

    private static final Set<String> REFUSED_IF_TRUE = Set.of("add_generation_prompt", "continue_final_message");

    /** Most tokens, −1 for the model's own limit, and whether the first or the last of a text are kept. */
    record Truncation(int tokens, boolean keepsEnd) {}

    /** What is to be classified. */
    sealed interface Subject {
        /** Its tokens, each text's own; throws {@link Problem} where the model cannot read one. */
        List<TokenSequence> tokens(LiveModel model);
    }

    /** Texts as they are. */
    record Texts(List<String> texts, boolean specialTokens) implements Subject {
        @Override
        public List<TokenSequence> tokens(LiveModel model) {
            return sequences(model.text().ids(texts, specialTokens));
        }
    }

    /** Token ids. */
    record Ids(List<int[]> ids) implements Subject {
        @Override
        public List<TokenSequence> tokens(LiveModel model) {
            return sequences(ids);
        }
    }

    /** A conversation, formatted as the model was trained. */
    record Conversation(List<Message> messages) implements Subject {
        @Override
        public List<TokenSequence> tokens(LiveModel model) {
            Encoded encoded = model.encode(List.of(messages)).get(0);
            if (encoded instanceof Encoded.Unreadable unreadable) {
                throw Problem.badParameter("messages", unreadable.failure().message());
            }
            return List.of(((Encoded.Readable) encoded).sequence());
        }
    }

    private static List<TokenSequence> sequences(List<int[]> ids) {
        return ids.stream()
                .map(each -> {
                    if (each.length == 0) {
                        throw Problem.badParameter("input", "input must not be empty");
                    }
                    return new TokenSequence(each, false);
                })
                .toList();
    }

    /** Reads a request; throws {@link Problem} naming the field that is wrong. */
    static ClassifyRequest read(JsonNode json) {
        for (String field : REFUSED) {
            if (json.hasNonNull(field)) {
                throw Problem.badParameter(field, field + " is not supported: the model's own formatting is used");
            }
        }
        for (String field : REFUSED_IF_TRUE) {
            if (flag(json, field, false)) {
                throw Problem.badParameter(field, field + " is not supported: the model's own formatting is used");
            }
        }
        return new ClassifyRequest(
                text(json, "model"), text(json, "request_id"), subject(json), useActivation(json), truncation(json));
    }

    private static Subject subject(JsonNode json) {
        boolean hasInput = json.hasNonNull("input");
        if (hasInput == json.hasNonNull("messages")) {
            throw Problem.badParameter("input", "either input or messages is required");
        }
        return hasInput
                ? input(json.path("input"), flag(json, "add_special_tokens", true))
                : new Conversation(messages(json.path("messages")));
    }

    private static Subject input(JsonNode input, boolean specialTokens) {
        if (input.isTextual()) {
            return new Texts(List.of(input.textValue()), specialTokens);
        }
        if (!input.isArray() || input.isEmpty()) {
            throw Problem.badParameter(
                    "input", "input must be a text, texts, token ids or arrays of token ids, at least one");
        }
        if (input.get(0).isTextual()) {
            List<String> texts = new ArrayList<>();
            for (JsonNode each : input) {
                if (!each.isTextual()) {
                    throw mixed(each);
                }
                texts.add(each.textValue());
            }
            return new Texts(texts, specialTokens);
        }
        if (input.get(0).isArray()) {
            List<int[]> ids = new ArrayList<>();
            for (JsonNode each : input) {
                ids.add(ids(each));
            }
            return new Ids(ids);
        }
        return new Ids(List.of(ids(input)));
    }

    private static int[] ids(JsonNode array) {
        if (!array.isArray()) {
            throw mixed(array);
        }
        int[] ids = new int[array.size()];
        for (int i = 0; i < ids.length; i++) {
            JsonNode id = array.get(i);
            if (!id.canConvertToInt() || !id.isIntegralNumber()) {
                throw Problem.badParameter("input", "a token id must be a whole number, not " + id);
            }
            ids[i] = id.intValue();
        }
        return ids;
    }

    private static Problem mixed(JsonNode odd) {
        return Problem.badParameter("input", "input mixes kinds: " + odd.getNodeType() + " among others");
    }

    private static List<Message> messages(JsonNode messages) {
        if (!messages.isArray() || messages.isEmpty()) {
            throw Problem.badParameter("messages", "messages must be a non-empty array of {role, content}");
        }
        List<Message> conversation = new ArrayList<>();
        for (JsonNode message : messages) {
            String place = "messages[" + conversation.size() + "]";
            if (!message.path("role").isTextual()) {
                throw Problem.badParameter(place + ".role", place + ".role must be a text");
            }
            conversation.add(new Message(message.path("role").textValue(), content(place, message.path("content"))));
        }
        return conversation;
    }

    /** A text, or parts of which each is one. */
    private static String content(String place, JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        if (!content.isArray()) {
            throw Problem.badParameter(place + ".content", place + ".content must be a text or an array of parts");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode part : content) {
            if (!part.path("type").asText().equals("text") || !part.path("text").isTextual()) {
                throw Problem.badParameter(place + ".content", place + ".content has a part that is no text");
            }
            texts.add(part.path("text").textValue());
        }
        return String.join("\n", texts);
    }

    private static boolean useActivation(JsonNode json) {
        for (String name : List.of("use_activation", "activation", "softmax")) { // the last two are its former names
            if (json.hasNonNull(name)) {
                return flag(json, name, true);
            }
        }
        return true;
    }

    private static Optional<Truncation> truncation(JsonNode json) {
        JsonNode tokens = json.path("truncate_prompt_tokens");
        if (tokens.isMissingNode() || tokens.isNull()) {
            return Optional.empty();
        }
        if (!tokens.canConvertToInt()
                || !tokens.isIntegralNumber()
                || tokens.intValue() < -1
                || tokens.intValue() == 0) {
            throw Problem.badParameter(
                    "truncate_prompt_tokens", "truncate_prompt_tokens must be -1 or at least 1, not " + tokens);
        }
        String side = text(json, "truncation_side").orElse("left");
        if (!side.equals("left") && !side.equals("right")) {
            throw Problem.badParameter(
                    "truncation_side", "truncation_side must be \"left\" or \"right\", not \"" + side + "\"");
        }
        return Optional.of(new Truncation(tokens.intValue(), side.equals("left")));
    }

    private static boolean flag(JsonNode json, String name, boolean absent) {
        JsonNode flag = json.path(name);
        if (flag.isMissingNode() || flag.isNull()) {
            return absent;
        }
        if (!flag.isBoolean()) {
            throw Problem.badParameter(name, name + " must be true or false, not " + flag);
        }
        return flag.booleanValue();
    }

    private static Optional<String> text(JsonNode json, String name) {
        JsonNode text = json.path(name);
        if (text.isMissingNode() || text.isNull()) {
            return Optional.empty();
        }
        if (!text.isTextual()) {
            throw Problem.badParameter(name, name + " must be a text, not " + text.getNodeType());
        }
        return Optional.of(text.textValue());
    }

    /** The subject's tokens, cut as the request says; throws {@link Problem} where the model cannot read them. */
    List<TokenSequence> sequences(LiveModel model) {
        List<TokenSequence> sequences = subject.tokens(model).stream()
                .map(sequence -> cut(sequence, model.maxTokens()))
                .toList();
        try {
            sequences.forEach(model::requireReadable);
        } catch (IllegalArgumentException e) {
            throw Problem.badParameter("input", e.getMessage());
        }
        return sequences;
    }

    private TokenSequence cut(TokenSequence sequence, int maxTokens) {
        OptionalInt limit = truncation.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(
                        truncation.get().tokens() < 0
                                ? maxTokens
                                : Math.min(truncation.get().tokens(), maxTokens));
        if (limit.isEmpty() && (sequence.truncated() || sequence.length() > maxTokens)) {
            throw Problem.badParameter(
                    "input",
                    "the model reads " + maxTokens + " tokens and the input has "
                            + (sequence.truncated() ? "more" : sequence.length())
                            + "; set truncate_prompt_tokens to have it cut");
        }
        if (limit.isEmpty() || sequence.length() <= limit.getAsInt()) {
            return sequence;
        }
        int[] ids = sequence.ids();
        int kept = limit.getAsInt();
        return new TokenSequence(
                truncation.get().keepsEnd()
                        ? Arrays.copyOfRange(ids, ids.length - kept, ids.length)
                        : Arrays.copyOf(ids, kept),
                true);
    }
}
