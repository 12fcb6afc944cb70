package io.mysqlredis.sink.command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What commands send, as text. */
public final class Wire {

    private Wire() {}

    /** The requests of all commands of a write, in order: the command's name and its arguments with blanks between. */
    public static List<String> requests(Write write) {
        return write.commands().stream()
                .flatMap(command -> requests(command).stream())
                .toList();
    }

    public static List<String> requests(RedisCommand command) {
        return command.requests().stream()
                .map(request -> text(request.name()) + " "
                        + Arrays.stream(request.arguments()).map(Wire::text).collect(Collectors.joining(" ")))
                .toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
