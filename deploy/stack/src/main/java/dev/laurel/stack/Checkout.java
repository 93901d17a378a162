package dev.laurel.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import dev.laurel.stack.child.BrokerMain;

/** A checkout of Laurel after its build: where the programs of the stack's parts are found. */
public record Checkout(Path root) {

    /** System property that names the checkout; the build's tests and the {@code laurel} command set it. */
    public static final String ROOT = "laurel.root";

    private static final String STACK = "deploy/stack";
    private static final String TARGET = STACK + "/target";
    private static final String ARCHIVES = "class-archives";
    private static final String SERVICE_MAIN = "dev.laurel.service.start.Main";

    public Checkout {
        root = root.toAbsolutePath().normalize();
        if (!Files.isRegularFile(root.resolve("deploy/stack/pom.xml"))) {
            throw new StackException(root + " is not a checkout of Laurel: it has no deploy/stack/pom.xml");
        }
    }

    /** The checkout that the system property {@value #ROOT} names. */
    public static Checkout find() {
        String root = System.getProperty(ROOT);
        if (root == null) {
            throw new StackException("the system property " + ROOT + " must name the checkout of Laurel");
        }
        return new Checkout(Path.of(root));
    }

    /** The jar that the child side of this module lives in. */
    Path launcher() {
        return only("launcher", present(root.resolve(TARGET), STACK), "laurel-stack-.*\\.jar");
    }

    Program broker() {
        Path jars = present(root.resolve(TARGET).resolve("broker"), STACK);
        return new Program(
                jars(jars), BrokerMain.class.getName(), root.resolve(TARGET).resolve(ARCHIVES));
    }

    Program registry() {
        Path directory = present(root.resolve(TARGET).resolve("registry"), STACK);
        Path jar = only("registry", directory, ".*-runner\\.jar");
        return new Program(List.of(jar), mainClass(jar), root.resolve(TARGET).resolve(ARCHIVES));
    }

    /** The directory of the object server's jars, which a build without tests leaves out. */
    Path objectServer() {
        return present(root.resolve("deploy/stack/object-server/target/lib"), "deploy/stack/object-server");
    }

    /**
     * A service of Laurel, on one class path. The loader of {@code quarkus-run.jar} finds classes faster, but a class-data archive holds only those of the JVM's own.
     */
    Program service(Part service) {
        String module = service.label();
        Path target = root.resolve(module).resolve("target");
        Path application =
                present(target.resolve("quarkus-app/quarkus-run.jar"), module).getParent();
        List<Path> jars = Stream.of("quarkus", "app", "lib/main", "lib/boot")
                .flatMap(directory -> jars(application.resolve(directory)).stream())
                .toList();
        return new Program(jars, SERVICE_MAIN, target.resolve(ARCHIVES));
    }

    /** In a fixed order, in which classes that Quarkus has transformed come before their originals. */
    private static List<Path> jars(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path only(String what, Path directory, String name) {
        List<Path> found = jars(directory).stream()
                .filter(jar -> jar.getFileName().toString().matches(name))
                .toList();
        if (found.size() != 1) {
            throw new StackException(
                    directory + " should hold one " + what + ", and holds " + found + "; " + build(STACK));
        }
        return found.get(0);
    }

    private static String mainClass(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        } catch (IOException e) {
            throw new StackException(jar + " cannot be read: " + Plain.reason(e), e);
        }
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
