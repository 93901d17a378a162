package dev.laurel.forms;

import java.util.List;

import dev.laurel.schema.Message;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * {@code conversations} as a list of turns with {@code from} and {@code value}, and {@code chosen} and {@code rejected} as one such turn each (or a list
 * of them), as ShareGPT and LLaMA-Factory have them.
 */
final class ShareGpt {

    private ShareGpt() {}

    static PairText read(Row row) {
        List<Message> prompt = Asked.upToTheUser(
                Turns.SHARE_GPT.list(row.required("conversations"), "conversations"), "conversations");
        return new PairText(prompt, answer(row, "chosen"), answer(row, "rejected"));
    }

    private static List<Message> answer(Row row, String side) {
        JsonNode turns = row.required(side);
        return turns.isArray() ? Turns.SHARE_GPT.list(turns, side) : Turns.SHARE_GPT.single(turns, side);
    }
}
