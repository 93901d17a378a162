package dev.laurel.objects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * An S3-compatible object store. The SDK tries a call again a few times before it fails. Safe for many threads.
 *
 * <p>Checksums of the newer S3 protocol are left out unless the store requires them, because many stores do not know them: what is read is held against SHA-256
 * digests by whoever reads it.
 */
public final class ObjectStore implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client client;
    private final String place;

    private ObjectStore(S3Client client, String place) {
        this.client = client;
        this.place = place;
    }

    /** Connects with the first call. */
    public static ObjectStore open(S3Access access) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .forcePathStyle(access.pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        access.endpoint().ifPresent(builder::endpointOverride);
        access.effectiveRegion().map(Region::of).ifPresent(builder::region);
        return new ObjectStore(builder.build(), access.place());
    }

    /** Puts a file there, over what may be there already. */
    public void put(S3Location to, Path file) throws IOException {
        call("put", to, () -> client.putObject(request(to).build(), RequestBody.fromFile(file)));
    }

    /**
     * Puts content there if nothing is there yet; of two that try, one succeeds.
     *
     * @return whether it is there now; false where other content was there before
     */
    public boolean putIfAbsent(S3Location to, byte[] content) throws IOException {
        boolean written = call("put", to, () -> {
            try {
                client.putObject(request(to).ifNoneMatch("*").build(), RequestBody.fromBytes(content));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    return false;
                }
                throw e;
            }
        });
        // an answer may have been lost, and the SDK's second try met what the first one wrote
        return written
                || read(to).filter(there -> Arrays.equals(there, content)).isPresent();
    }

    /** A small object's content; empty if it is not there. */
    public Optional<byte[]> read(S3Location from) throws IOException {
        return call("read", from, () -> {
            try {
                return Optional.of(
                        client.getObjectAsBytes(get -> get.bucket(from.bucket()).key(from.key()))
                                .asByteArray());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    /** Writes an object's content into a file, over what may be there already. */
    public void fetch(S3Location from, Path to) throws IOException {
        Files.deleteIfExists(to);
        call(
                "fetch",
                from,
                () -> client.getObject(get -> get.bucket(from.bucket()).key(from.key()), to));
    }

    /** The keys of all objects below a place, without the place's own key and the slash after it. */
    public List<String> list(S3Location below) throws IOException {
        String prefix = below.key().isEmpty() ? "" : below.key() + "/";
        return call(
                "list",
                below,
                () ->
                        client
                                .listObjectsV2Paginator(
                                        list -> list.bucket(below.bucket()).prefix(prefix))
                                .contents()
                                .stream()
                                .map(S3Object::key)
                                .map(key -> key.substring(prefix.length()))
                                .toList());
    }

    /** Deletes an object, if it is there. */
    public void delete(S3Location object) throws IOException {
        call(
                "delete",
                object,
                () -> client.deleteObject(
                        delete -> delete.bucket(object.bucket()).key(object.key())));
    }

    private static PutObjectRequest.Builder request(S3Location to) {
        return PutObjectRequest.builder().bucket(to.bucket()).key(to.key());
    }

    private <T> T call(String what, S3Location where, Supplier<T> work) throws ObjectStoreException {
        try {
            return work.get();
        } catch (SdkException e) {
            throw new ObjectStoreException(
                    "object store " + place + " could not " + what + " " + where + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
