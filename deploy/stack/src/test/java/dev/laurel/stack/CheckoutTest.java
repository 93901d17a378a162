package dev.laurel.stack;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CheckoutTest {

    @TempDir
    Path root;

    @Test
    void aDirectoryThatIsNoCheckoutIsNamed() {
        assertThatThrownBy(() -> new Checkout(root))
                .isInstanceOf(StackException.class)
                .hasMessage(root + " is not a checkout of Laurel: it has no deploy/stack/pom.xml");
    }

    @Test
    void whatIsNotBuiltIsNamedWithTheCommandThatBuildsIt() throws Exception {
        Files.createDirectories(root.resolve("deploy/stack"));
        Files.createFile(root.resolve("deploy/stack/pom.xml"));
        Checkout checkout = new Checkout(root);

        assertThatThrownBy(() -> checkout.service(Part.SCORER))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(root.resolve("scorer/target/quarkus-app/quarkus-run.jar") + " is missing")
                .hasMessageContaining("mvn -f " + root.resolve("pom.xml") + " -Dquick -am -pl scorer package");
        assertThatThrownBy(checkout::registry).hasMessageContaining("-pl deploy/stack package");
        Files.createDirectories(root.resolve("deploy/stack/target/registry"));
        assertThatThrownBy(checkout::registry).hasMessageContaining("should hold one registry, and holds []");
    }
}
