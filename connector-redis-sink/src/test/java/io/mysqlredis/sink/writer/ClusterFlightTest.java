package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisKey;
import io.mysqlredis.sink.command.Write;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisDataException;

class ClusterFlightTest {

    /** In one slot, so that the second record's two are a transaction. */
    private static final Batch BATCH = new Batch(List.of(write(7, "{t}:1"), write(8, "{t}:2", "{t}:3")));

    private final Master master = new Master(
            new RedisNode("127.0.0.1", 7000),
            "0",
            Slots.NONE,
            new RedisConnections.Session(null, 0, new ServerInfo(Map.of()), "sink"),
            new Replicas(new Demands(false, 0, Duration.ofSeconds(1))),
            Optional.empty());

    @Test
    void whatIsRefusedAmongOthersIsItsRecordsFault() {
        JedisDataException aborted = error("EXECABORT Transaction discarded");

        assertThat(refused(1L, "OK", error("ERR odd"), "QUEUED", aborted)).containsExactly(8L);
        assertThat(refused(error("ERR a limit"), "OK", "QUEUED", "QUEUED", List.of(1L, 1L)))
                .containsExactly(7L);
        assertThat(refused(1L, "OK", "QUEUED", "QUEUED", List.of(1L, error("WRONGTYPE no"))))
                .containsExactly(8L);
    }

    @Test
    void anUnknownErrorToEverythingIsNoRecordsFault() {
        JedisDataException odd = error("ERR odd");

        assertThatThrownBy(() -> refused(odd, odd, odd, odd, odd))
                .isInstanceOf(RedisMisconfiguredException.class)
                .hasMessageContaining("ERR odd, at DEL of the record topic-0@7, and it took nothing else");
    }

    @Test
    void aLimitThatIsReachedIsWaitedFor() {
        JedisDataException limit = error("ERR a limit");

        assertThatThrownBy(() -> refused(limit, limit, limit, limit, limit))
                .isInstanceOf(RedisUnavailableException.class);
        assertThatThrownBy(() -> refused(1L, "OK", "QUEUED", "QUEUED", limit))
                .isInstanceOf(RedisUnavailableException.class);
    }

    /** The offsets of the records that are rejected where the master answers so. */
    private List<Long> refused(Object... replies) {
        ClusterFlight flight = new ClusterFlight(BATCH, slot -> master);
        assertThat(flight.read(master, List.of(replies))).isEqualTo(replies.length);
        return flight.refusals().stream()
                .map(refusal -> refusal.position().orElseThrow().offset())
                .toList();
    }

    private static JedisDataException error(String message) {
        return new JedisDataException(message);
    }

    private static Write write(long offset, String... keys) {
        return Write.of(
                new RecordPosition("topic", 0, offset),
                Stream.of(keys)
                        .map(key -> new RedisCommand.Delete(RedisKey.of(key)))
                        .toArray(RedisCommand[]::new));
    }
}
