package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.RealRedis;
import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.Bytes;
import io.mysqlredis.sink.command.KeyPattern;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisKey;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import io.mysqlredis.sink.writer.RedisWriter.Claim;
import io.mysqlredis.sink.writer.RedisWriter.Fate;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** A write happens only if nobody has touched a watermark since it was last seen. */
class GuardedWritesIT {

    private static final Partition ZERO = new Partition("t", 0);
    private static final Partition ONE = new Partition("t", 1);

    private RealRedis redis;
    private RedisWriter writer;
    private RedisWriter other;

    @BeforeEach
    void start() throws IOException {
        redis = RealRedis.start();
        writer = writer("me");
        other = writer("other");
        writer.look(Set.of(ZERO, ONE), Map.of(ZERO, Claim.TAKE_OVER, ONE, Claim.TAKE_OVER));
    }

    @AfterEach
    void stop() throws IOException {
        writer.close();
        other.close();
        redis.close();
    }

    @Test
    void writesFollowOneAnotherWithoutAnotherLook() {
        for (int offset = 0; offset < 3; offset++) {
            assertThat(write("k" + offset, ZERO, offset)).isEqualTo(Fate.APPLIED);
            assertThat(writer.isWatching()).isTrue();
        }
        assertThat(redis.keys()).containsExactly("k0", "k1", "k2");
        assertThat(redis.watermark("t", 0)).containsEntry("offset", "2").containsEntry("owner", "me");
    }

    /** What others do to a watermark, before this writer's first write and between two. */
    @ParameterizedTest
    @ValueSource(
            strings = {"claimed", "moved", "the same again", "flushed", "removed", "flushed and claimed", "expired"})
    void whatHappensToAnyWatermarkPreventsTheNextWrite(String what) {
        for (int round = 0; round < 2; round++) {
            happens(what);
            assertThat(write("k" + round, ZERO, round)).isEqualTo(Fate.OVERTAKEN);
            assertThat(writer.isWatching()).isFalse();
            assertThat(redis.client().exists("k" + round)).isFalse();

            // Nor does anything happen before the next look.
            assertThat(write("k" + round, ZERO, round)).isEqualTo(Fate.OVERTAKEN);
            assertThat(redis.client().exists("k" + round)).isFalse();

            writer.look(Set.of(ZERO, ONE), Map.of(ZERO, Claim.TAKE_OVER, ONE, Claim.TAKE_OVER));
            assertThat(write("k" + round, ZERO, round)).isEqualTo(Fate.APPLIED);
        }
    }

    private void happens(String what) {
        String key = "__connect:sink:t:1";
        switch (what) {
            case "claimed" -> other.look(Set.of(ONE), Map.of(ONE, Claim.TAKE_OVER));
            case "moved" -> redis.client().hset(key, "offset", "77");
            case "the same again" -> redis.client().hset(key, "owner", "me");
            case "flushed" -> redis.client().flushAll();
            case "removed" -> redis.client().del(key);
            case "expired" -> redis.client().pexpire(key, -1);
            default -> {
                redis.client().flushAll();
                other.look(Set.of(ONE), Map.of(ONE, Claim.TAKE_OVER));
            }
        }
    }

    @Test
    void afterALostConnectionNothingIsWrittenBeforeALook() {
        redis.client().clientKill(new ClientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));

        assertThatThrownBy(() -> write("k", ZERO, 0)).isInstanceOf(RedisUnavailableException.class);
        assertThat(writer.isWatching()).isFalse();
        assertThat(write("k", ZERO, 0)).isEqualTo(Fate.OVERTAKEN);

        assertThat(redis.keys()).isEmpty();
    }

    @Test
    void aSweepIsGuardedToo() {
        redis.client().hset("t:1", "a", "b");
        Write sweep = new Write(
                new RecordPosition("t", 0, 1),
                List.of(new KeyPattern(Bytes.utf8("t:*"), Pattern.compile("t:.*"), "hash")),
                List.of());
        other.look(Set.of(ZERO), Map.of(ZERO, Claim.TAKE_OVER));

        assertThat(writer.sweep(sweep).fate()).isEqualTo(Fate.OVERTAKEN);

        assertThat(redis.keys()).containsExactly("t:1");
    }

    @Test
    void aStartOverForgetsHowFarThePartitionWasButNotTheOthers() {
        write("k", ZERO, 5);
        write("k", ONE, 7);

        Map<Partition, Held> held = writer.look(Set.of(ZERO, ONE), Map.of(ZERO, Claim.START_OVER));

        assertThat(held.get(ZERO).watermark()).isEqualTo(Watermark.NONE);
        assertThat(held.get(ZERO).owner()).contains("me");
        assertThat(held.get(ONE).watermark().offset()).isEqualTo(7);
    }

    @Test
    void aTakeOverLeavesHowFarThePartitionWas() {
        write("k", ZERO, 5);
        String created = redis.watermark("t", 0).get("created_at");

        Map<Partition, Held> held = other.look(Set.of(ZERO), Map.of(ZERO, Claim.TAKE_OVER));

        assertThat(held.get(ZERO).watermark().offset()).isEqualTo(5);
        assertThat(held.get(ZERO).owner()).contains("other");
        assertThat(redis.watermark("t", 0)).containsEntry("created_at", created);
    }

    private Fate write(String key, Partition partition, long offset) {
        Write write = Write.of(
                new RecordPosition(partition.topic(), partition.number(), offset),
                new RedisCommand.AddMember(RedisKey.of(key), Bytes.utf8("m")));
        Watermark mark = new Watermark(offset, 0, OptionalLong.empty(), 0, Map.of());
        return writer.write(new Batch(List.of(write)), Map.of(partition, mark)).fate();
    }

    private RedisWriter writer(String owner) {
        return new StandaloneRedisWriter(
                new RedisConnections(PlainTarget.of(redis.port(), Duration.ofSeconds(5))),
                Map.of(),
                Optional.of(new WatermarkStore("__connect", "sink", owner, "hash x")));
    }
}
