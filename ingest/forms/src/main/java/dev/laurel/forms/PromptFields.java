package dev.laurel.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.laurel.schema.Message;
import dev.laurel.schema.ToolCall;
import dev.laurel.schema.accept.Texts;
import dev.laurel.schema.chat.ChatWriter;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Fields by whose names they may be part of the prompt. What such a field says must be found in the prompt that was read; otherwise the pair would lack
 * something its writers had before their eyes.
 */
final class PromptFields {

    private static final Pattern PROMPT = Pattern.compile(
            "prompt|instruct|question|query|problem|input|context|history|passage|document|background"
                    + "|persona|preamble|article|scenario|system|request|premise|task(text|description)"
                    + "|^(user|human|developer|sys|post|selftext|body|text|q|goal|knowledge|evidence|facts|story|paragraphs?|retrieved|chunks"
                    + "|hints?|titles?|headings?|headline|subject|desc|.*description|.*snippet|excerpt|quote|content|choices?|options?|examples?"
                    + "|fewshot.*|shots|demonstrations?|demos?|constraints?|requirements?|rules|guidelines?|notes?|tables?|schema|ddl|sql"
                    + "|(?!(lang|language|country|locale|error|status|exit|return|zip|postal|promo)code$).*code)$|用户|问题|指令|提示");
    private static final Pattern CONVERSATION = Pattern.compile("message|conversation|dialog|turns|transcript|chat$");
    private static final Pattern ABOUT = Pattern.compile(
            "(id|ids|idx|uuid|hash|digest|fingerprint|index|count|number|length|len|tokens|type|kind|format|mode|template|status|role|source|origin|dataset"
                    + "|split|subset|domain|topic|category|tags?|labels?|difficulty|quality|safety|toxicity|level|score|rating|margin|model|modelname|generator"
                    + "|name|language|lang|locale|license|date|time|timestamp|[dt]at|url|version|annotator|labeler|worker|judge|embedding)$");

    private static final Pattern WHOLE = Pattern.compile("prompt|instruction|question|query|problem|inputs?|context|q");
    private static final Set<String> OF_NO_TEXT = Set.of("role", "from", "type", "id", "name", "tool_call_id");
    private static final int WORDS_OF_A_LABEL = 3;
    private static final Pattern ASKS = Pattern.compile("[?？؟]");
    private static final int TELLING = 12;

    private PromptFields() {}

    /**
     * Checks what a form has read of a row.
     *
     * @throws RefusedRow naming a field that may belong to the prompt and is not in it
     */
    static void requireRead(Row row, List<Message> prompt, List<Message> chosen, List<Message> rejected) {
        for (Map.Entry<String, JsonNode> field : row.json().properties()) {
            String name = FieldName.plain(field.getKey());
            boolean ofConversation = CONVERSATION.matcher(name).find();
            if (ABOUT.matcher(name).find()
                    || !ofConversation && !PROMPT.matcher(name).find()) {
                continue;
            }
            List<Message> all =
                    Stream.of(prompt, chosen, rejected).flatMap(List::stream).toList();
            if (!texts(name, field.getValue()).stream()
                    .allMatch(text -> holds(ofConversation ? all : prompt, text)
                            || HhTranscripts.texts(text)
                                    .map(turn -> holds(all, turn))
                                    .reduce(Boolean::logicalAnd)
                                    .orElse(false))) {
                throw new RefusedRow(
                        Refusal.UNREAD_FIELD,
                        FieldName.shown(field.getKey()),
                        "may belong to the prompt and is not in what was read of it; put all of the prompt into the field prompt"
                                + " (a string, or messages of role and content), or leave the field out (laurel import: --ignore NAME)");
            }
        }
    }

    /**
     * Checks a row whose prompt would be guessed.
     *
     * @throws RefusedRow naming a field that may be the prompt
     */
    static void requireNone(Row row) {
        for (Map.Entry<String, JsonNode> field : row.json().properties()) {
            String name = FieldName.plain(field.getKey()).replaceAll("chosen|rejected", "");
            boolean about = ABOUT.matcher(name).find();
            boolean asked = !about
                    && (PROMPT.matcher(name).find()
                            || CONVERSATION.matcher(name).find());
            List<String> texts = texts(field.getValue());
            if (!name.isEmpty()
                    && (asked || !(about ? texts.stream().allMatch(PromptFields::isLabel) : texts.isEmpty()))) {
                throw new RefusedRow(
                        Refusal.UNREAD_FIELD,
                        FieldName.shown(field.getKey()),
                        "may be the prompt, or where it is missing: there is no field prompt that says something; rename it to prompt"
                                + " if it is, leave it out if not (laurel import: --ignore NAME)");
            }
        }
    }

    /** A short text is there only as a whole turn or as lines of one: {@code A} is in {@code "A or B?"} by chance. */
    private static boolean holds(List<Message> turns, String text) {
        String sought = text.strip();
        Pattern lines = Pattern.compile("(?m)^\\s*" + Pattern.quote(sought) + "\\s*$");
        return turns.stream()
                .flatMap(PromptFields::texts)
                .anyMatch(
                        turn -> sought.length() < TELLING ? lines.matcher(turn).find() : turn.contains(sought));
    }

    /** Whether a text is short enough to say something about a pair instead of being asked. */
    private static boolean isLabel(String text) {
        return text.strip().split("\\s+").length <= WORDS_OF_A_LABEL
                && !ASKS.matcher(text).find();
    }

    /** As {@link #texts(JsonNode)}; a number is one where a whole prompt is expected. */
    private static List<String> texts(String name, JsonNode value) {
        return value.isNumber() && WHOLE.matcher(name).matches() ? List.of(value.asText()) : texts(value);
    }

    /** The texts of a value that are not blank, whatever they lie in; names of speakers and kinds are none. */
    private static List<String> texts(JsonNode value) {
        List<String> found = new ArrayList<>();
        collect(value, found);
        return found;
    }

    /** What a turn says: its text, its reasoning, and the texts in the arguments of its calls. */
    private static Stream<String> texts(Message turn) {
        Stream<String> arguments = turn.getToolCalls().stream()
                .map(ToolCall::getArguments)
                .map(ChatWriter::value)
                .flatMap(value -> texts(value).stream());
        return Stream.of(Stream.of(turn.getContent()), turn.getReasoningContent().stream(), arguments)
                .flatMap(texts -> texts);
    }

    private static void collect(JsonNode value, List<String> found) {
        if (value.isTextual() && Texts.says(value.textValue())) {
            found.add(value.textValue());
        }
        if (value.isObject()) {
            value.properties().stream()
                    .filter(field -> !OF_NO_TEXT.contains(field.getKey()))
                    .forEach(field -> collect(field.getValue(), found));
        } else {
            value.forEach(element -> collect(element, found));
        }
    }
}
