package io.mysqlredis.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to start one server, once everything that it needs lies ready.
 *
 * @param version of the program, for people
 * @param command run in the stack's own folder
 * @param environment on top of this process's
 * @param mark a part of the running server's command line that other programs do not have
 * @param ports on which it will listen, the one for its clients first
 */
record Launch(String version, List<String> command, Map<String, String> environment, String mark, List<Integer> ports) {
    static final Path NOTHING = Path.of("/dev/null");

    Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        ports = List.copyOf(ports);
    }

    /** A process with a new log file, which no signal typed into this terminal reaches. */
    ProcessBuilder builder(StackFolder folder, ServerName server) throws IOException {
        List<String> words = new ArrayList<>();
        Optional<Path> setsid = Executables.onPath("setsid");
        // It replaces itself by the server, so the pid stays the same.
        setsid.ifPresent(path -> words.add(path.toString()));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.home().toFile())
                .redirectInput(NOTHING.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.log(server).toFile()));
        builder.environment().putAll(environment);
        return builder;
    }
}
