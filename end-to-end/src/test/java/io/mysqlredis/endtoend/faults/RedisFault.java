package io.mysqlredis.endtoend.faults;

import static org.awaitility.Awaitility.await;

import io.mysqlredis.endtoend.Pipeline;
import io.mysqlredis.sink.Folders;
import io.mysqlredis.stack.ServerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** What can happen to a standalone Redis. */
enum RedisFault implements Fault {
    KILLED("Redis killed, restarted with its append-only file") {
        @Override
        public void inject(Stage stage) {
            stage.redis().kill();
        }

        @Override
        public void heal(Stage stage) {
            stage.redis().start();
        }
    },

    KILLED_AND_EMPTY("Redis killed, restarted empty") {
        @Override
        public void inject(Stage stage) throws IOException {
            stage.redis().kill();
            Folders.delete(data(stage));
        }

        @Override
        public void heal(Stage stage) {
            stage.redis().start();
        }

        @Override
        public boolean losesData() {
            return true;
        }
    },

    RESTORED("Redis restored from an older copy of its files") {
        @Override
        public void inject(Stage stage) throws IOException {
            Path backup = data(stage).resolveSibling("redis-backup");
            Folders.delete(backup);
            Folders.copy(data(stage), backup);
            Patience.lasts(BACKUP_AGE);
            stage.redis().kill();
            Folders.delete(data(stage));
            Folders.copy(backup, data(stage));
        }

        @Override
        public void heal(Stage stage) {
            stage.redis().start();
        }

        @Override
        public boolean losesData() {
            return true;
        }
    },

    FLUSHED("FLUSHALL") {
        @Override
        public void inject(Stage stage) {
            command(stage, Jedis::flushAll);
        }

        @Override
        public boolean losesData() {
            return true;
        }
    },

    CLIENTS_KILLED("all of Redis's clients disconnected, 50 times") {
        @Override
        public void inject(Stage stage) {
            for (int i = 0; i < 50; i++) {
                killClients(stage, "");
                Patience.lasts(Duration.ofMillis(40));
            }
        }
    },

    CLIENTS_PAUSED("CLIENT PAUSE for 4 s") {
        @Override
        public void inject(Stage stage) {
            command(stage, redis -> redis.clientPause(4_000));
        }

        @Override
        public Duration lasts() {
            return Duration.ofSeconds(4);
        }
    },

    FROZEN("Redis frozen for 8 s (SIGSTOP)") {
        @Override
        public void inject(Stage stage) {
            stage.redis().freeze();
        }

        @Override
        public void heal(Stage stage) {
            stage.redis().thaw();
        }

        @Override
        public Duration lasts() {
            return Duration.ofSeconds(8);
        }
    },

    OUT_OF_MEMORY("Redis out of memory") {
        @Override
        public void inject(Stage stage) {
            command(stage, redis -> redis.configSet("maxmemory", "1"));
        }

        @Override
        public void heal(Stage stage) {
            command(stage, redis -> redis.configSet("maxmemory", "0"));
        }
    },

    DISK_FULL("Redis cannot write its snapshots (MISCONF)") {
        @Override
        public void inject(Stage stage) throws IOException {
            // No file can take the place of a folder.
            Files.createDirectories(data(stage).resolve(SNAPSHOT));
            command(stage, redis -> {
                redis.configSet("save", "3600 1");
                redis.bgsave();
                await().until(() -> redis.info("persistence").contains("rdb_last_bgsave_status:err"));
            });
        }

        @Override
        public void heal(Stage stage) throws IOException {
            Folders.delete(data(stage).resolve(SNAPSHOT));
            command(stage, redis -> redis.configSet("save", ""));
        }
    },

    PASSWORD_CHANGED("Redis's password changed and, by hand, changed back") {
        @Override
        public void inject(Stage stage) {
            command(stage, redis -> redis.configSet("requirepass", PASSWORD));
            killClients(stage, PASSWORD);
        }

        @Override
        public void heal(Stage stage) {
            try (Jedis redis = stage.redisClient(PASSWORD)) {
                redis.configSet("requirepass", "");
            }
            stage.pipeline().connect().restartFailed(Pipeline.SINK);
        }
    };

    private static final String SNAPSHOT = "dump.rdb";
    private static final String PASSWORD = "rotated";
    private static final Duration BACKUP_AGE = Duration.ofSeconds(Integer.getInteger("faults.backup.seconds", 20));

    private final String description;

    RedisFault(String description) {
        this.description = description;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Duration liveWithin() {
        return Duration.ofSeconds(5);
    }

    @Override
    public String toString() {
        return description;
    }

    private static Path data(Stage stage) {
        return stage.stack().data(ServerName.REDIS);
    }

    private static void command(Stage stage, Consumer<Jedis> command) {
        try (Jedis redis = stage.redisClient()) {
            command.accept(redis);
        }
    }

    private static void killClients(Stage stage, String password) {
        try (Jedis redis = stage.redisClient(password)) {
            redis.clientKill(new ClientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));
        }
    }
}
