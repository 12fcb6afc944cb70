package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.endtoend.servers.ContainerServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sinks for the profiles of docker-compose.yml copy rows to the Cluster, and to the master that the Sentinels name. */
@InContainers
@ExtendWith(SharedPipeline.class)
class RedisProfilesIT {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int ROWS = 30;

    private final Pipeline pipeline;
    private final ContainerServers containers;

    RedisProfilesIT(Pipeline pipeline) {
        this.pipeline = pipeline;
        this.containers = pipeline.containers();
    }

    @AfterEach
    void stop() {
        pipeline.remove(List.of("sink-cluster", "sink-sentinel"));
    }

    @Test
    void theClusterHasTheRowsAndGoesOnAfterAMasterWasKilled() throws SQLException {
        rows("clustered", 1);
        pipeline.post(pipeline.shipped("sink-cluster"));
        awaitRows("clustered", 1, "redis-cluster-1", "redis-cli", "-c");

        containers.service("redis-cluster-2").kill();
        pipeline.sql("UPDATE clustered SET v = 2");
        containers.service("redis-cluster-2").start();

        awaitRows("clustered", 2, "redis-cluster-1", "redis-cli", "-c");
    }

    @Test
    void theReplicaThatTheSentinelsMakeMasterGetsTheChanges() throws SQLException {
        rows("guarded", 1);
        pipeline.post(pipeline.shipped("sink-sentinel"));
        String master = master();
        String replica = master.equals("redis-ha-1") ? "redis-ha-2" : "redis-ha-1";
        awaitRows("guarded", 1, master, "redis-cli");
        writeDownAModule(master);

        containers.service(master).kill();
        await("failover").atMost(LONGEST).until(() -> master().equals(replica));
        pipeline.sql("UPDATE guarded SET v = 2");
        awaitRows("guarded", 2, replica, "redis-cli");

        containers.service(master).start();
        awaitRows("guarded", 2, master, "redis-cli");
    }

    /** As a failover does where the image has modules, as the public one has, which names them at each start. */
    private void writeDownAModule(String service) {
        String module = "loadmodule /usr/local/lib/redis/modules/redisbloom.so";
        containers.run(service, "sh", "-c", "echo %s >>/data/redis.conf".formatted(module));
        assertThat(containers.run(service, "cat", "/data/redis.conf")).endsWith(module + "\n");
    }

    private String master() {
        return containers
                .run("redis-sentinel-1", "redis-cli", "-p", "26379", "sentinel", "get-master-addr-by-name", "mymaster")
                .lines()
                .findFirst()
                .orElse("");
    }

    private void rows(String table, int value) throws SQLException {
        pipeline.sql("CREATE TABLE %s (id INT PRIMARY KEY, v INT)".formatted(table));
        for (int id = 1; id <= ROWS; id++) {
            pipeline.sql("INSERT INTO %s VALUES (%d, %d)".formatted(table, id, value));
        }
    }

    private void awaitRows(String table, int value, String service, String... client) {
        await(table + " at " + service).atMost(LONGEST).untilAsserted(() -> {
            for (int id = 1; id <= ROWS; id++) {
                List<String> command = new ArrayList<>(List.of(client));
                command.addAll(List.of("hget", table + ":" + id, "v"));
                assertThat(containers.run(service, command.toArray(String[]::new)))
                        .isEqualTo(value + "\n");
            }
        });
    }
}
