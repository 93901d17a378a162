package dev.laurel.schema;

import java.nio.charset.StandardCharsets;

/**
 * The key of every prompt-keyed record: {@code tenant/promptId} in UTF-8. All records of one prompt are thereby in one partition, in order.
 *
 * @param tenant not empty, without a slash
 * @param promptId not empty; may contain slashes
 */
public record PromptKey(String tenant, String promptId) {

    public PromptKey {
        if (tenant.isEmpty() || tenant.indexOf('/') >= 0) {
            throw new IllegalArgumentException("tenant must be non-empty and without a slash: \"" + tenant + "\"");
        }
        if (promptId.isEmpty()) {
            throw new IllegalArgumentException("prompt_id is empty for tenant \"" + tenant + "\"");
        }
    }

    /** Reads {@code tenant/promptId}; throws IllegalArgumentException naming the key if it is not of that form. */
    public static PromptKey parse(String key) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("key is not tenant/prompt_id: \"" + key + "\"");
        }
        return new PromptKey(key.substring(0, slash), key.substring(slash + 1));
    }

    public byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return tenant + "/" + promptId;
    }
}
