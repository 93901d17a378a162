package dev.laurel.gates;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.laurel.schema.Message;

/** What turns say, as one text: their contents, and the names and arguments of their calls. */
final class SideText {

    private SideText() {}

    static String of(List<Message> turns) {
        return turns.stream()
                .flatMap(turn -> Stream.concat(
                        Stream.of(turn.getContent()),
                        turn.getToolCalls().stream().map(call -> call.getName() + " " + call.getArguments())))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
