package io.mysqlredis.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Redis server that keeps its data over a restart: the installed one, or else the one that the build brings. */
record RedisProgram(StackFolder folder, ServerFiles files, Distribution distribution, StackPorts ports)
        implements ServerProgram {
    private static final String PROGRAM = "redis-server";
    private static final String BUNDLED = "redis-server-6.2.6-v5-linux-amd64";
    private static final Pattern VERSION = Pattern.compile("v=(\\S+)");
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String PONG = "+PONG\r\n";

    @Override
    public ServerName name() {
        return ServerName.REDIS;
    }

    @Override
    public Launch prepare(Attempt attempt) throws IOException {
        Files.createDirectories(folder.data(name()));
        Path settings = Template.named("redis.conf").renderInto(folder.run(), Map.of("port", ports.redis()));
        Optional<Path> installed = Executables.onPath(PROGRAM);
        Path program = installed.isPresent() ? installed.get() : bundled(attempt);
        Map<String, String> environment = installed.isPresent()
                ? Map.of()
                : new NativeLibraries(files, attempt, folder).environment(name(), program);
        ProcessBuilder version = new ProcessBuilder(program.toString(), "--version");
        version.environment().putAll(environment);
        Matcher matcher = VERSION.matcher(attempt.read(version));
        return new Launch(
                "%s (%s)"
                        .formatted(matcher.find() ? matcher.group(1) : "", installed.isPresent() ? program : "bundled"),
                List.of(program.toString(), settings.toString()),
                environment,
                // The server writes a title of its own over the rest of its command line.
                PROGRAM,
                List.of(ports.redis()));
    }

    @Override
    public void probe(int port) throws IOException {
        try (Socket socket = Listener.connect(port)) {
            socket.getOutputStream().write(PING);
            InputStream in = socket.getInputStream();
            String reply = new String(in.readNBytes(PONG.length()), StandardCharsets.US_ASCII);
            if (!reply.equals(PONG)) {
                throw new IOException("PING was answered by " + reply.strip());
            }
        }
    }

    private Path bundled(Attempt attempt) throws IOException {
        Path jar = distribution.redisJar();
        Path home = files.complete(
                FileTree.nameWithoutEnding(jar),
                attempt.progress(),
                partial -> ServerFiles.copyProgram(jar, BUNDLED, partial));
        return home.resolve(BUNDLED);
    }
}
