package dev.laurel.reward.text;

import java.nio.file.Path;
import java.time.Clock;

import dev.laurel.jinja.TemplateException;
import dev.laurel.reward.checkpoint.Reading;
import dev.laurel.reward.text.UnusableTextException.Reason;

/** Conversations as the one text a model's tokenizer reads: rendered by its chat template, ended by its profile's rule. Safe for many threads. */
final class ConversationText {

    private final ChatTemplate template;
    private final FormattingRule rule;
    private final String eos;
    private final Reading reading;

    ConversationText(ChatTemplate template, FormattingRule rule, String eos, Reading reading) {
        this.template = template;
        this.rule = rule;
        this.eos = eos;
        this.reading = reading;
    }

    static ConversationText load(Path modelDir, SpecialTokens specialTokens, FormattingProfile profile) {
        TokenizerConfig config = TokenizerConfig.load(modelDir, specialTokens);
        return new ConversationText(
                ChatTemplate.of(config, Clock.systemDefaultZone()), profile.kind(), config.eos(), profile.reading());
    }

    String eos() {
        return eos;
    }

    /**
     * A conversation's text.
     *
     * @throws UnusableTextException where no model can be given the conversation, or the template refuses it
     */
    String of(Conversation conversation) {
        Readable.check(conversation, reading);
        return rendered(conversation);
    }

    /** The text of a conversation with another answer, which begins with another character. */
    String ofAnotherAnswer(Conversation conversation) {
        return rendered(conversation.withAnotherAnswer());
    }

    private String rendered(Conversation conversation) {
        try {
            String rendered = template.render(conversation, false);
            if (rendered.isEmpty()) {
                throw new UnusableTextException(Reason.EMPTY, "the chat template renders the conversation to no text");
            }
            return rule.conversation(rendered, eos);
        } catch (TemplateException e) {
            throw new UnusableTextException(
                    Reason.REFUSED_BY_TEMPLATE, "the chat template refuses the conversation: " + template.reason(e));
        }
    }
}
