package io.mysqlredis.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The servers of docker-compose.yml have the settings with which the local stack's are tested, but for addresses. */
class ComposeSettingsTest {

    private static final Path CHECKOUT = Path.of("..");
    private static final Pattern OF_KAFKA = Pattern.compile("(?m)^ {6}KAFKA_([A-Z_]+): (.+)$");

    /** Where things are, and what is apart from each other. */
    private static final Set<String> PLACES = Set.of(
            "bootstrap.servers",
            "group.id",
            "listeners",
            "rest.advertised.host.name",
            "plugin.path",
            "config.storage.topic",
            "offset.storage.topic",
            "status.storage.topic");

    /** Of secrets: the stack's workers read what their users can read anyway. */
    private static final Set<String> PROVIDERS = Set.of(
            "config.providers",
            "config.providers.env.class",
            "config.providers.env.param.allowlist.pattern",
            "config.providers.file.param.allowed.paths");

    private static final Set<String> PLACES_OF_KAFKA = Set.of(
            "listeners",
            "advertised.listeners",
            "listener.security.protocol.map",
            "inter.broker.listener.name",
            "controller.quorum.voters",
            "log.dirs",
            "heap.opts");

    private static final Set<String> PLACES_OF_MYSQL = Set.of(
            "bind-address", "port", "mysqlx", "socket", "pid_file", "secure_file_priv", "binlog_expire_logs_seconds");

    @Test
    void theWorkerHasThoseOfTheStacksWorker() throws IOException {
        Properties compose = worker();
        Properties stack = properties(template("connect.properties"));
        PLACES.forEach(compose::remove);
        PLACES.forEach(stack::remove);
        PROVIDERS.forEach(compose::remove);
        stack.remove("config.providers");

        assertThat(compose).isNotEmpty().isEqualTo(stack);
    }

    @Test
    void theWorkerHasTheStacksProvidersOfSecretsAndLetsConnectorsReadNothingElse() throws IOException {
        Properties compose = worker();

        assertThat(compose.getProperty("config.providers").split(",", -1))
                .contains(properties(template("connect.properties")).getProperty("config.providers"));
        assertThat(compose.getProperty("config.providers.env.param.allowlist.pattern"))
                .endsWith("_PASSWORD");
        String folder = compose.getProperty("config.providers.file.param.allowed.paths");
        assertThat(Files.readString(CHECKOUT.resolve("docker-compose.yml"))).contains(":" + folder + ":ro\n");
    }

    @Test
    void theBrokerHasThoseOfTheStacksBroker() throws IOException {
        Properties compose = new Properties();
        OF_KAFKA.matcher(Files.readString(CHECKOUT.resolve("docker-compose.yml")))
                .results()
                .forEach(match -> compose.setProperty(
                        match.group(1).toLowerCase(Locale.ROOT).replace('_', '.'),
                        match.group(2).replace("\"", "")));
        Properties stack = properties(template("kafka.properties"));
        PLACES_OF_KAFKA.forEach(compose::remove);
        PLACES_OF_KAFKA.forEach(stack::remove);

        assertThat(compose).isNotEmpty().isEqualTo(stack);
    }

    @Test
    void mySqlHasThoseOfTheStacksServer() throws IOException {
        Properties compose = properties(Files.readString(CHECKOUT.resolve("docker/mysql/mysql.cnf")));
        Properties stack = properties(template("mysql.cnf"));
        PLACES_OF_MYSQL.forEach(compose::remove);
        PLACES_OF_MYSQL.forEach(stack::remove);

        assertThat(compose).isNotEmpty().isEqualTo(stack);
    }

    private static Properties worker() throws IOException {
        return properties(Files.readString(CHECKOUT.resolve("docker/connect/worker.properties")));
    }

    private static String template(String name) throws IOException {
        return Files.readString(
                Path.of("src/main/resources/io/mysqlredis/stack").resolve(name));
    }

    private static Properties properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties;
    }
}
