package dev.laurel.forms.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;

/**
 * Ids that are the same wherever and whenever they are made: the first 128 bits of the SHA-256 of what is named, in hexadecimal. Every part is hashed with
 * its length before it, so that no two lists of parts are hashed alike.
 */
public final class StableId {

    private static final int BYTES = 16;

    /** No role, since it has a control character. */
    private static final String BESIDE = "\u0000beside";

    private final MessageDigest digest;

    private StableId(String kind) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java runtime has SHA-256", e);
        }
        add(kind);
    }

    /** Id of a prompt: all pairs and answers with the same messages and tools share it. */
    public static String ofPrompt(List<Message> messages, Optional<String> tools) {
        return new StableId("prompt").add(messages).addTools(tools).toString();
    }

    /** Id of an answer within its prompt: the same text has it in every pair, whoever wrote it. */
    public static String ofAnswer(List<Message> messages) {
        return new StableId("answer").add(messages).toString();
    }

    /** Id of an answer to a prompt: the same text as an answer to another prompt has another. */
    public static String ofAnswer(List<Message> prompt, Optional<String> tools, List<Message> messages) {
        return new StableId("answer to a prompt")
                .add(prompt)
                .addTools(tools)
                .add(messages)
                .toString();
    }

    /** Begins the id of something else. */
    public static StableId of(String kind) {
        return new StableId(kind);
    }

    public StableId add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
        return this;
    }

    public StableId add(List<Message> messages) {
        add(Integer.toString(messages.size()));
        messages.forEach(this::add);
        return this;
    }

    /** What a turn has beside its text is named only where there is some, so that ids of plain turns stay what they were. */
    private void add(Message message) {
        add(message.getRole()).add(message.getContent());
        if (!message.equals(Messages.text(message.getRole(), message.getContent()))) {
            add(BESIDE).add(String.valueOf(message.getContentAbsent()));
            add(String.valueOf(message.getToolCalls().size()));
            message.getToolCalls().forEach(call -> add(call.getId())
                    .add(call.getType())
                    .add(call.getName())
                    .add(call.getArguments()));
            add(message.getToolCallId()).add(message.getName()).add(message.getReasoningContent());
        }
    }

    /** The same holds for tools. */
    public StableId addTools(Optional<String> tools) {
        tools.ifPresent(json -> add(BESIDE).add(json));
        return this;
    }

    public StableId add(Optional<String> text) {
        return text.map(present -> add("present").add(present)).orElseGet(() -> add("absent"));
    }

    public StableId add(OptionalDouble number) {
        return add(number.isPresent() ? Optional.of(Double.toString(number.getAsDouble())) : Optional.empty());
    }

    /** The id; may be called once. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
