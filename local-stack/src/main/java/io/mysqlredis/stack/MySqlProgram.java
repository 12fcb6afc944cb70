package io.mysqlredis.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A MySQL server with a complete row-based binlog, and the logins that the documentation names. */
record MySqlProgram(StackFolder folder, ServerFiles files, Distribution distribution, StackPorts ports)
        implements ServerProgram {
    private static final Pattern VERSION = Pattern.compile("Ver (\\S+)");

    @Override
    public ServerName name() {
        return ServerName.MYSQL;
    }

    @Override
    public Launch prepare(Attempt attempt) throws IOException {
        Path jar = distribution.mysqlJar();
        Path home = files.complete(
                FileTree.nameWithoutEnding(jar),
                attempt.progress(),
                partial -> ServerFiles.untarEntry(jar, "mysql-Linux-amd64.tar.gz", partial));
        Path program = home.resolve("bin").resolve("mysqld");
        Path settings = Template.named("mysql.cnf").renderInto(folder.run(), Map.of("port", ports.mysql()));
        Path logins = Template.named("logins.sql").renderInto(folder.run(), Map.of());
        Map<String, String> environment = new NativeLibraries(files, attempt, folder).environment(name(), program);

        List<String> command = command(program, settings, home);
        PreparedData.of(folder, name()).prepareOnce(data -> initialize(attempt, command, environment));
        releaseSocket();
        Matcher version = VERSION.matcher(attempt.read(helper(List.of(program.toString(), "--version"), environment)));
        command.add("--init-file=" + logins);
        return new Launch(
                version.find() ? version.group(1) : "",
                command,
                environment,
                settings.toString(),
                List.of(ports.mysql()));
    }

    @Override
    public void probe(int port) throws IOException {
        String url = Endpoints.mysqlJdbcUrl(port) + "&connectTimeout=2000&socketTimeout=3000";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        } catch (SQLException e) {
            throw new IOException(e.getMessage().lines().findFirst().orElse(""), e);
        }
    }

    /** After a kill the server would otherwise not start as long as any process has its former pid. */
    private void releaseSocket() throws IOException {
        Files.deleteIfExists(folder.data(name()).resolve("mysql.sock"));
        Files.deleteIfExists(folder.data(name()).resolve("mysql.sock.lock"));
    }

    private void initialize(Attempt attempt, List<String> command, Map<String, String> environment) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.add("--initialize-insecure");
        attempt.require(helper(words, environment), name(), "its data folder cannot be initialised");
    }

    /** Paths as arguments, where no character needs an escape; the settings' file must come first. */
    private List<String> command(Path program, Path settings, Path home) throws IOException {
        Path share = home.resolve("share");
        List<String> words = new ArrayList<>(List.of(
                program.toString(),
                "--defaults-file=" + settings,
                "--basedir=" + home,
                "--lc-messages-dir=" + share,
                "--character-sets-dir=" + share.resolve("charsets"),
                "--datadir=" + folder.data(name())));
        if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            words.add("--user=root");
        }
        return words;
    }

    private static ProcessBuilder helper(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder;
    }
}
