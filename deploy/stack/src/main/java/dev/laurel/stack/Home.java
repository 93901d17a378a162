package dev.laurel.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A checkout of Laurel after its build: where the programs of the stack's parts are found. */
public record Home(Path root) {

    /** System property that names the checkout; the build's tests and the {@code laurel} command set it. */
    public static final String ROOT = "laurel.root";

    public Home {
        root = root.toAbsolutePath().normalize();
        if (!Files.isRegularFile(root.resolve("deploy/stack/pom.xml"))) {
            throw new StackException(root + " is not a checkout of Laurel: it has no deploy/stack/pom.xml");
        }
    }

    /** The checkout that the system property {@value #ROOT} names. */
    public static Home find() {
        String root = System.getProperty(ROOT);
        if (root == null) {
            throw new StackException("the system property " + ROOT + " must name the checkout of Laurel");
        }
        return new Home(Path.of(root));
    }

    /** The class path that the child side of this module lives on. */
    Path launcher() {
        return present(root.resolve("deploy/stack/target/classes"), "deploy/stack");
    }

    /** The directory of the broker's jars. */
    Path broker() {
        return present(root.resolve("deploy/stack/target/broker"), "deploy/stack");
    }

    /** The jar the registry is started from. */
    Path registry() {
        Path directory = present(root.resolve("deploy/stack/target/registry"), "deploy/stack");
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .toList();
            if (jars.size() != 1) {
                String found = jars.stream().map(Path::toString).collect(Collectors.joining(", ", "[", "]"));
                throw new StackException(
                        directory + " should hold one registry, and holds " + found + "; " + build("deploy/stack"));
            }
            return jars.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory of the object server's jars, which a build without tests leaves out. */
    Path objectServer() {
        return present(root.resolve("deploy/stack/object-server/target/lib"), "deploy/stack/object-server");
    }

    /** The jar a service of Laurel is started from. */
    Path service(Part service) {
        String module = service.label();
        return present(root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"), module);
    }

    private Path present(Path path, String module) {
        if (!Files.exists(path)) {
            throw new StackException(path + " is missing; " + build(module));
        }
        return path;
    }

    private String build(String module) {
        return "build it with: mvn -f " + root.resolve("pom.xml") + " -Dquick -am -pl " + module + " package";
    }
}
