package dev.laurel.service.client;

import java.net.URI;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How an S3-compatible object store is reached; the same for all services. Credentials come from where the AWS SDK looks for them. */
@ConfigMapping(prefix = "laurel.s3")
public interface S3Config {

    /** Address of a store that is not Amazon's. */
    Optional<URI> endpoint();

    Optional<String> region();

    /** Whether the bucket is part of the path instead of the host's name, as most stores that are not Amazon's want it. */
    @WithDefault("false")
    boolean pathStyle();
}
