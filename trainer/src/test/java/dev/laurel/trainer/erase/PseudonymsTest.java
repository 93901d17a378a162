package dev.laurel.trainer.erase;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.Pairs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PseudonymsTest {

    @TempDir
    Path root;

    @Test
    void noTwoPersonsHaveOne() throws Exception {
        Pseudonyms pseudonyms = Pseudonyms.of(root.resolve("key"));

        assertThat(pseudonyms.of(Pseudonyms.REVISION, "acme/x", "y"))
                .isNotEqualTo(pseudonyms.of(Pseudonyms.REVISION, "acme", "x/y"))
                .isNotEqualTo(pseudonyms.of(Pseudonyms.REVISION, "acme/", "xy"));
    }

    /** An erasure as an earlier trainer wrote it still matches whom it erased, and says of its actor no more than is known. */
    @Test
    void erasureOfAnEarlierTrainerStillMatches() throws Exception {
        ErasureLog log = new ErasureLog(root, Clock.systemUTC());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(
                HexFormat.of().parseHex(Files.readString(root.resolve(".erasures/key"))), "HmacSHA256"));
        String then = HexFormat.of().formatHex(mac.doFinal("acme/grace".getBytes(StandardCharsets.UTF_8)));
        Files.writeString(
                root.resolve(".erasures/old.json"),
                "{\"id\": \"old\", \"tenant\": \"acme\", \"subject\": \"" + then
                        + "\", \"reason\": \"asked\", \"actor\": \"ada\", \"requested_at\": \"2026-01-02T03:04:05Z\","
                        + " \"versions\": [], \"windows_let_go\": 0, \"problems\": []}");
        log.request("acme", "hopper", "asked", "ada");

        assertThat(log.erasure("old").map(Erasure::claimed)).isEqualTo(Optional.of(true));
        assertThat(log.erased())
                .accepts(ofPerson("acme", "grace"), ofPerson("acme", "hopper"))
                .rejects(ofPerson("acme", "ada"), ofPerson("other", "hopper"));
    }

    @Test
    void namesThatAreNoneAreRefused() throws Exception {
        ErasureLog log = new ErasureLog(root, Clock.systemUTC());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.request("acme/x", "y", "asked", "ada"))
                .withMessage("\"tenant\" \"acme/x\" has a slash");
        assertThatIllegalArgumentException().isThrownBy(() -> log.request("acme", "x".repeat(8 << 20), "asked", "ada"));
        assertThatIllegalArgumentException().isThrownBy(() -> log.request("acme", "a\nb", "asked", "ada"));
        assertThat(log.all()).isEmpty();
    }

    private static PreferencePair ofPerson(String tenant, String subject) {
        return PreferencePair.newBuilder(Pairs.ofPerson("p", "What?", subject))
                .setTenant(tenant)
                .build();
    }
}
