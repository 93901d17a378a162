package dev.laurel.objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class S3LocationTest {

    @Test
    void hasABucketAndAKey() {
        S3Location location = S3Location.parse("s3://models/nightly/rich/");

        assertThat(location).isEqualTo(new S3Location("models", "nightly/rich"));
        assertThat(location.resolve("000001")).hasToString("s3://models/nightly/rich/000001");
        assertThat(S3Location.parse("s3://models").resolve("a")).hasToString("s3://models/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models/nightly", "s3:/models", "s3://", "s3://Models/a", "http://models/a"})
    void otherFormsAreNamed(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Location.parse(uri))
                .withMessageContaining(uri);
    }
}
