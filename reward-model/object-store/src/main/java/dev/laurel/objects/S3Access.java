package dev.laurel.objects;

import java.net.URI;
import java.util.Optional;

/**
 * How an S3-compatible store is reached. Credentials come from where the AWS SDK looks for them: system properties, environment, profile, the machine's role.
 *
 * @param endpoint address of a store that is not Amazon's
 * @param region where the SDK is not to find it out; {@code us-east-1} if there is an endpoint and nothing else is said
 * @param pathStyle whether the bucket is part of the path instead of the host's name
 */
public record S3Access(Optional<URI> endpoint, Optional<String> region, boolean pathStyle) {

    private static final String ANY_REGION = "us-east-1";

    Optional<String> effectiveRegion() {
        return region.or(() -> endpoint.map(given -> ANY_REGION));
    }

    /** Where it is, in words. */
    String place() {
        return endpoint.map(URI::toString).orElse("Amazon S3");
    }
}
