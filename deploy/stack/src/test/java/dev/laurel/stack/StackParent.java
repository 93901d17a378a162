package dev.laurel.stack;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** A parent to be killed: runs broker and registry, or the parts named, and prints every event on a line. */
public final class StackParent {

    private StackParent() {}

    public static void main(String[] arguments) throws InterruptedException {
        Set<Part> parts = Arrays.stream(arguments).skip(1).map(Part::valueOf).collect(Collectors.toSet());
        StackOptions options = StackOptions.keeping(Checkout.find(), Path.of(arguments[0]))
                .ports(Ports.random())
                .parts(parts)
                .listener(System.out::println);
        Stack.start(options);
        new CountDownLatch(1).await();
    }
}
