package dev.laurel.command.option;

import java.net.URI;
import java.util.Optional;

import dev.laurel.objects.S3Access;

import picocli.CommandLine.Option;

/** Where versions with an {@code s3://} URI are fetched from. */
public final class ObjectStoreChoice {

    @Option(
            names = "--s3-endpoint",
            paramLabel = "URL",
            description =
                    "Address of an object store that is not Amazon's. Credentials come from where the AWS SDK looks for them.")
    private Optional<URI> endpoint;

    @Option(names = "--s3-region", paramLabel = "REGION", description = "Its region.")
    private Optional<String> region;

    @Option(names = "--s3-path-style", description = "The bucket is part of the path instead of the host's name.")
    private boolean pathStyle;

    public S3Access access() {
        return new S3Access(endpoint, region, pathStyle);
    }
}
