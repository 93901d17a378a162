package dev.laurel.forms;

import java.util.List;
import java.util.regex.Pattern;

/** Texts that are whole conversations in a notation that no form reads: a template's markers, or names of speakers before a colon. */
final class Transcripts {

    private static final Pattern MARKER = Pattern.compile(
            "<\\|[^|<>\\s]{1,40}\\|>|<｜[^｜<>]{1,40}｜>|\\[/?INST\\]|<</?SYS>>|</?(start|end)_of_turn>|\\[(gMASK|BOS|EOS)\\]");
    private static final Pattern OPENING = Pattern.compile("\\A\\s*(?:<s>|<bos>|\\[CLS\\])?\\s*(?:" + MARKER + ")");
    /** A line or a tag that is only there to say who speaks first; a tag with a tag inside it is data. */
    private static final Pattern SPEAKER = Pattern.compile(
            "\\A\\s*(?:<s>|<bos>)?\\s*(?:"
                    + "#{1,6}[ \\t]*\\**(?:user|human|prompter|customer|用户|人类)\\**[ \\t]*[:：]?[ \\t]*\\**[ \\t]*(?:\\R|\\z)"
                    + "|#{1,6}[ \\t]*\\**(?:user|human|prompter|customer|用户|人类)\\**[ \\t]*[:：]"
                    + "|#{2,6}[ \\t]*\\**(?:instruction|input|question|query|system|prompt)\\**[ \\t]*[:：]"
                    + "|\\*\\*(?:user|human|prompter)(?:\\*\\*[ \\t]*[:：]|[:：][ \\t]*\\*\\*)"
                    + "|(?:GPT[\\w.-]{0,8}(?:[ \\t]+\\w+)?|Code|Math(?:[ \\t]+Correct)?)[ \\t]+(?:User|Assistant|System)[ \\t]*[:：]"
                    + "|<(?:user|usr|human|prompter)>\\s*+(?!<[a-z])"
                    + "|\\[\\|?(?:user|usr|human|prompter)\\|?\\]"
                    + "|<(?:extra_id_[01]|reserved_10[67])>"
                    + "|\\[Round \\d{1,3}\\])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    /** What is left of a template whose markers were lost as special tokens: speakers alone on their lines, or a system's text before them. */
    private static final Pattern BARE_SPEAKERS = Pattern.compile(
            "\\A\\s*(?:system|user|human)[ \\t]*\\R[\\s\\S]*(?:\\R|(?<=\\S))(?:assistant|model)[ \\t]*(?:\\R|\\z)");

    private static final Pattern SYSTEM_BEFORE_USER = Pattern.compile(
            "\\A\\s*[<\\[]{1,2}(?:system|sys)[>\\]]{1,2}[\\s\\S]*[<\\[](?:user|usr|human)[>\\]]",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ASKING = Pattern.compile(
            "\\A\\s*(?:[#*<\\[]{0,4}\\s*)(?:user|human|prompter|instruction|system|customer|client|用户|人类)\\s*[\\]>*]{0,2}\\s*[:：]",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern ANSWERING = Pattern.compile(
            "(?:\\A|[\\s\\p{Punct}])(?:assistant|response|chatbot|bot|ai|gpt|chatgpt|model|agent|助手|助理)\\s*[\\]>*]{0,2}\\s*[:：]",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern QUESTION_AND_ANSWER =
            Pattern.compile("\\A\\s*(?:Q|Question|问)\\s*[:：][\\s\\S]*\\n\\s*(?:A|Answer|答)\\s*[:：]");

    /** A speaker who asks, behind an introduction. */
    private static final Pattern ASKING_LATER = Pattern.compile(
            "(?:[\\n.!?。！？][ \\t]*)(?:#{1,4}\\s*|\\*{2})?(?:user|human|instruction|instruct|input|question|用户|人类)\\s*(?:\\*{2})?[:：]",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    /** A speaker who answers, and who has not said anything yet. */
    private static final Pattern ANSWER_DUE = Pattern.compile(
            "(?:\\A|[\\s\\p{Punct}])(?:assistant|response|chatbot|bot|ai|gpt|chatgpt|model|output|助手|助理)\\s*(?:\\*{2})?[:：]\\s*\\z",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    /** Turns as JSON or as Python writes it. */
    private static final Pattern LIST_AS_TEXT =
            Pattern.compile("\\A\\s*\\[\\s*\\{\\s*[\"'](?:role|content|from|value)[\"']\\s*:");

    private Transcripts() {}

    /** Refuses a text that opens like a transcript. */
    static void refuse(String text, String field) {
        boolean open = ANSWER_DUE.matcher(text).find();
        if (OPENING.matcher(text).find()
                || SPEAKER.matcher(text).find()
                || BARE_SPEAKERS.matcher(text).find()
                || SYSTEM_BEFORE_USER.matcher(text).find()
                || LIST_AS_TEXT.matcher(text).find()
                || open && ASKING_LATER.matcher("\n" + text).find()
                || ASKING.matcher(text).find() && ANSWERING.matcher(text).find()) {
            throw refused(field);
        }
    }

    /** Refuses two texts of which what they share would be taken for a prompt, and which look like transcripts anywhere. */
    static void refuseBoth(String chosen, String rejected) {
        for (String text : List.of(chosen, rejected)) {
            refuse(text, "chosen");
            if (MARKER.matcher(text).find()
                    || QUESTION_AND_ANSWER.matcher(text).find()
                    || ASKING_LATER.matcher(text).find()
                            && ANSWERING.matcher(text).find()) {
                throw refused("chosen");
            }
        }
    }

    private static RefusedRow refused(String field) {
        return new RefusedRow(
                Refusal.UNKNOWN_TRANSCRIPT,
                field,
                "looks like a transcript in a notation that is not read here (only \\n\\nHuman: and \\n\\nAssistant: are);"
                        + " write its turns as messages of role and content");
    }
}
