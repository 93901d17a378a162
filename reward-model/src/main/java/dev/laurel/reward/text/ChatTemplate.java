package dev.laurel.reward.text;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.laurel.jinja.Template;
import dev.laurel.jinja.TemplateException;
import dev.laurel.reward.checkpoint.CheckpointException;

/**
 * A model's chat template: turns a conversation into the one text its tokenizer reads, exactly as
 * {@code apply_chat_template(messages, tools=tools, tokenize=False)} of Hugging Face transformers does. Safe for many threads.
 */
final class ChatTemplate {

    private static final Conversation PLAINEST =
            Conversation.of(List.of(new Message("user", "question"), new Message("assistant", "answer")));

    private final String source;
    private final Template template;
    private final Map<String, String> specialTokens;
    private final Clock clock;

    ChatTemplate(String name, String source, Map<String, String> specialTokens, Clock clock) {
        this.source = source;
        this.template = Template.parse(name, source);
        this.specialTokens = specialTokens;
        this.clock = clock;
    }

    /** The template of a model directory, refused where it cannot be parsed or cannot render a question and its answer. */
    static ChatTemplate of(TokenizerConfig config, Clock clock) {
        try {
            ChatTemplate template =
                    new ChatTemplate("chat template", config.chatTemplate(), config.specialTokens(), clock);
            template.render(PLAINEST, false);
            return template;
        } catch (TemplateException e) {
            throw new CheckpointException(config.file(), e.getMessage(), e);
        }
    }

    /**
     * The conversation as one text.
     *
     * @param generationPrompt whether the beginning of an answer follows, for a model to go on from
     * @throws TemplateException where the template refuses the conversation
     * @throws UnusableTextException where tools or arguments are no JSON
     */
    String render(Conversation conversation, boolean generationPrompt) {
        Map<String, Object> variables = new HashMap<>(specialTokens);
        variables.put("messages", TemplateValues.messages(conversation.messages()));
        variables.put("add_generation_prompt", generationPrompt);
        variables.put("tools", TemplateValues.tools(conversation));
        variables.put("documents", null);
        return template.render(variables, clock);
    }

    /** Why it refused a conversation, if these are its own words; others may quote the conversation. */
    String reason(TemplateException refusal) {
        return source.contains(refusal.reason())
                ? refusal.reason()
                : "at line " + refusal.line() + " of the template, in words that may quote it";
    }
}
