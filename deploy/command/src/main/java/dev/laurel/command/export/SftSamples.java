package dev.laurel.command.export;

import java.util.List;

import dev.laurel.schema.SelectedResponse;
import dev.laurel.schema.Selection;
import dev.laurel.schema.chat.ChatWriter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Selected answers as rows for supervised fine-tuning: {@code {"messages": [{"role": ..., "content": ...}, ...]}}, the answer last, and
 * {@code tools} where there are some, as TRL, OpenRLHF and chat APIs take them.
 *
 * @param withOrigin whether each row also says where it comes from, in {@code prompt_id}, {@code group_id}, {@code response_id}, {@code generator},
 *     {@code normalized_reward}, {@code margin} and {@code model_line}
 */
public record SftSamples(SftFilter filter, boolean withOrigin) {

    /** The rows of one group, best first. */
    public List<ObjectNode> of(SelectedResponse group) {
        if (!filter.takes(group)) {
            return List.of();
        }
        return group.getSelected().stream()
                .limit(filter.best())
                .filter(filter::takes)
                .map(answer -> row(group, answer))
                .toList();
    }

    private ObjectNode row(SelectedResponse group, Selection answer) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.set("messages", ChatWriter.AS_GIVEN.messages(answer.getMessages()));
        group.getTools().ifPresent(tools -> row.set("tools", ChatWriter.value(tools)));
        if (withOrigin) {
            row.put("prompt_id", group.getPromptId())
                    .put("group_id", group.getGroupId())
                    .put("response_id", answer.getResponseId())
                    .put("generator", answer.getGenerator().orElse(null))
                    .put("normalized_reward", answer.getNormalizedReward())
                    .put("margin", answer.getMargin().orElse(null))
                    .put("model_line", group.getModelLine());
        }
        return row;
    }
}
