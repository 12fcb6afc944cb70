package io.mysqlredis.endtoend.faults;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mysqlredis.endtoend.Pipeline;
import io.mysqlredis.pipeline.ConnectApi;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import redis.clients.jedis.Jedis;

/** What can happen to the broker, and to the topics and offsets that it keeps. */
enum KafkaFault implements Fault {
    KILLED("broker killed") {
        @Override
        public void inject(Stage stage) {
            stage.kafka().kill();
        }

        @Override
        public void heal(Stage stage) {
            stage.kafka().start();
        }
    },

    /** What is in the topics must be through before; the rows are then written anew, as by a snapshot. */
    TOPICS_RECREATED("topics deleted and created again") {
        @Override
        public void inject(Stage stage) throws Exception {
            stage.load().stop();
            stage.awaitLive();
            stop(stage.pipeline().connect(), Pipeline.SOURCE);
            List<String> topics = LoadTable.ALL.stream()
                    .map(table -> "mysql.shop." + table.name())
                    .toList();
            try (Admin admin = Admin.create(stage.pipeline().kafka())) {
                admin.deleteTopics(topics).all().get();
            }
        }

        @Override
        public void heal(Stage stage) throws Exception {
            stage.pipeline().connect().resume(Pipeline.SOURCE);
            stage.touchAllRows();
        }

        @Override
        public Duration lasts() {
            // The sooner they are there again, the more they look like the former ones.
            return Duration.ZERO;
        }
    },

    /** Rows that are missing in Redis show whether the offsets were followed. */
    OFFSETS_ALTERED("rows deleted in Redis, offsets set to 0 through Connect's REST API") {
        @Override
        public void inject(Stage stage) {
            ConnectApi connect = stage.pipeline().connect();
            stop(connect, Pipeline.SINK);
            try (Jedis redis = stage.redisClient()) {
                redis.del(LoadTable.keys().toArray(String[]::new));
            }
            JsonNode offsets = connect.offsets(Pipeline.SINK);
            offsets.get("offsets").forEach(partition -> ((ObjectNode) partition.get("offset")).put("kafka_offset", 0));
            // Its consumers may not have left their group yet.
            await().ignoreExceptions().until(() -> {
                connect.alterOffsets(Pipeline.SINK, offsets);
                return true;
            });
        }

        @Override
        public void heal(Stage stage) {
            stage.pipeline().connect().resume(Pipeline.SINK);
        }

        @Override
        public boolean losesData() {
            return true;
        }
    };

    private final String description;

    KafkaFault(String description) {
        this.description = description;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Duration liveWithin() {
        return Duration.ofSeconds(20);
    }

    @Override
    public String toString() {
        return description;
    }

    private static void stop(ConnectApi connect, String connector) {
        connect.stop(connector);
        await().atMost(Duration.ofSeconds(30)).until(() -> connect.isStopped(connector));
    }
}
