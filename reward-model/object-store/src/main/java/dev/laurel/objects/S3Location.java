package dev.laurel.objects;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An object, or a place of objects, written {@code s3://bucket/key}.
 *
 * @param key without a slash at either end; empty for a whole bucket
 */
public record S3Location(String bucket, String key) {

    private static final String SCHEME = "s3://";
    private static final Pattern FORM = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*?)/*)?");

    /** Whether a URI is that of an object store. */
    public static boolean isOne(String uri) {
        return uri.startsWith(SCHEME);
    }

    /** @throws IllegalArgumentException naming a URI that is not of this form */
    public static S3Location parse(String uri) {
        Matcher form = FORM.matcher(uri);
        if (!form.matches()) {
            throw new IllegalArgumentException("not of the form s3://bucket/key: \"" + uri + "\"");
        }
        return new S3Location(form.group(1), form.group(2) == null ? "" : form.group(2));
    }

    public S3Location resolve(String name) {
        return new S3Location(bucket, key.isEmpty() ? name : key + "/" + name);
    }

    @Override
    public String toString() {
        return key.isEmpty() ? SCHEME + bucket : SCHEME + bucket + "/" + key;
    }
}
