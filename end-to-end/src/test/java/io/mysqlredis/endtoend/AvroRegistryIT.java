package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.endtoend.servers.OneServer;
import io.mysqlredis.pipeline.PipelineException;
import io.mysqlredis.stack.ListeningSockets;
import io.mysqlredis.stack.Server;
import io.mysqlredis.stack.ServerName;
import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** While the schema registry is away nothing is lost, what needs it says so, and all goes on when it is back. */
@WithRegistry
class AvroRegistryIT {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int REDIS_DATABASE = 10;
    private static final int OTHER_REDIS_DATABASE = 11;

    private final Pipeline pipeline;
    private final OneServer registry;

    AvroRegistryIT(Pipeline pipeline) {
        this.pipeline = pipeline;
        this.registry = pipeline.server(ServerName.REGISTRY);
    }

    @AfterEach
    void theRegistryRuns() {
        registry.start();
        pipeline.remove(List.of("late-source", "late-sink", "away-source", "away-sink", "cold-sink"));
        for (int database : List.of(REDIS_DATABASE, OTHER_REDIS_DATABASE)) {
            try (Jedis redis = pipeline.redis(database)) {
                redis.flushDB();
            }
        }
    }

    @Test
    // A container's process has a network of its own; which addresses its port is bound to, docker-compose.yml says.
    @Tag("local")
    void itListensOnLoopbackOnly() throws Exception {
        Server registry = pipeline.stack().server(ServerName.REGISTRY);
        assertThat(ListeningSockets.of(registry.pid().orElseThrow())).containsExactly("loopback:" + registry.port());
    }

    @Test
    void idsMeanTheSameAfterItWasKilled() throws Exception {
        pipeline.sql("CREATE TABLE kept (id INT PRIMARY KEY, v INT)", "INSERT INTO kept VALUES (1, 1)");
        awaitCopyOnceTasksAreRestarted();
        RegistryApi api = RegistryApi.of(pipeline);
        int id = api.id("mysql.shop.kept-value");
        String schema = api.schema(id);

        registry.kill();
        registry.start();

        assertThat(api.id("mysql.shop.kept-value")).isEqualTo(id);
        assertThat(api.schema(id)).isEqualTo(schema);
        pipeline.sql("ALTER TABLE kept ADD COLUMN w INT", "INSERT INTO kept VALUES (2, 2, 2)");
        pipeline.sql("UPDATE kept SET w = 1 WHERE id = 1");
        awaitCopyOnceTasksAreRestarted();
        assertThat(api.id("mysql.shop.kept-value")).isGreaterThan(id);
        // One that has no schema in its memory.
        pipeline.post(
                pipeline.sinkOf("shop", "cold-sink", REDIS_DATABASE, Map.of("topics.regex", "mysql\\.shop\\.kept")));
        awaitKeys(Set.of("kept:1", "kept:2"));
    }

    @Test
    // The containers' own watchdog would be before this one, and what has no container has no name: not refused, but
    // unknown.
    @Tag("local")
    void whatIsPostedWhileItIsAwayStartsWhenItIsBack() throws Exception {
        registry.kill();
        sql(
                "CREATE DATABASE late",
                "CREATE TABLE late.members (id INT PRIMARY KEY)",
                "INSERT INTO late.members VALUES (1), (2), (3)");
        pipeline.connect().create(pipeline.sourceOf("late", Map.of()));
        pipeline.connect().create(pipeline.sinkOf("late", "late-sink", REDIS_DATABASE, Map.of()));
        pipeline.awaitFailure("late-source", "Connection refused", "the schema registry does not answer");

        try (WatchdogProcess watchdog = watchdog()) {
            registry.start();

            awaitKeys(Set.of("members:1", "members:2", "members:3"));
            assertThat(watchdog.output()).contains("Restarting late-source task 0", "Connection refused");
        }
    }

    @Test
    // As above.
    @Tag("local")
    void aSourceWithANewSchemaAndASinkThatStartsWaitForIt() throws Exception {
        sql(
                "CREATE DATABASE away",
                "CREATE TABLE away.members (id INT PRIMARY KEY)",
                "INSERT INTO away.members VALUES (1)");
        pipeline.post(pipeline.sourceOf("away", Map.of()));
        pipeline.post(pipeline.sinkOf("away", "away-sink", REDIS_DATABASE, Map.of()));
        awaitKeys(Set.of("members:1"));

        registry.kill();
        // The schema is known to both.
        sql("INSERT INTO away.members VALUES (2)");
        awaitKeys(Set.of("members:1", "members:2"));
        sql("ALTER TABLE away.members ADD COLUMN v INT", "INSERT INTO away.members VALUES (3, 3)");
        pipeline.awaitFailure("away-source", "Connection refused", "the schema registry does not answer");
        pipeline.connect().create(pipeline.sinkOf("away", "cold-sink", OTHER_REDIS_DATABASE, Map.of()));
        pipeline.awaitFailure("cold-sink", "Connection refused", "the schema registry does not answer");
        sql("DELETE FROM away.members WHERE id = 2");

        try (WatchdogProcess watchdog = watchdog()) {
            registry.start();

            awaitKeys(Set.of("members:1", "members:3"));
            awaitKeys(OTHER_REDIS_DATABASE, Set.of("members:1", "members:3"));
            assertThat(watchdog.output()).contains("Restarting away-source task 0", "Restarting cold-sink task 0");
        }
    }

    @Test
    @InContainers
    void theContainersWatchdogBringsBackTheSourceThatMetANewSchemaMeanwhile() throws Exception {
        pipeline.sql("CREATE TABLE known (id INT PRIMARY KEY)", "INSERT INTO known VALUES (1)");
        awaitCopyOnceTasksAreRestarted();

        registry.kill();
        pipeline.sql("CREATE TABLE unregistered (id INT PRIMARY KEY)", "INSERT INTO unregistered VALUES (1), (2)");
        pipeline.awaitFailure(Pipeline.SOURCE, "unregistered", "the schema registry does not answer");
        pipeline.sql("INSERT INTO known VALUES (2)", "DELETE FROM known WHERE id = 1");
        registry.start();

        awaitCopyOnceTasksAreRestarted();
    }

    /** A task that met a schema for the first time while the registry was away has failed; the containers' watchdog restarts it. */
    private void awaitCopyOnceTasksAreRestarted() {
        await("Redis is a copy of MySQL")
                .atMost(LONGEST.multipliedBy(2))
                .ignoreExceptionsInstanceOf(PipelineException.class)
                .untilAsserted(() -> assertThat(pipeline.differences()).isEmpty());
    }

    private WatchdogProcess watchdog() throws IOException {
        return WatchdogProcess.over(pipeline.endpoints().connect());
    }

    private void sql(String... statements) throws Exception {
        try (Connection mysql = pipeline.connection()) {
            Sql.run(mysql, statements);
        }
    }

    private void awaitKeys(Set<String> keys) {
        awaitKeys(REDIS_DATABASE, keys);
    }

    private void awaitKeys(int database, Set<String> keys) {
        await("keys in database " + database).atMost(LONGEST).untilAsserted(() -> {
            try (Jedis redis = pipeline.redis(database)) {
                assertThat(Pipeline.dataKeys(redis)).isEqualTo(keys);
            }
        });
    }
}
