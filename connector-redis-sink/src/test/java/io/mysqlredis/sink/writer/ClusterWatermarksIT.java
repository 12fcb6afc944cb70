package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.RealCluster;
import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.Bytes;
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
import org.junit.jupiter.api.Test;

class ClusterWatermarksIT {

    private static final Partition ZERO = new Partition("t", 0);

    @Test
    void anOwnerWhoseDataAPausedTaskWroteOverBeforeItsWatermarksMovedWritesItAgain() throws IOException {
        try (RealCluster cluster = RealCluster.start(3);
                RedisWriter paused = new ClusterRedisWriter(connections(cluster), Map.of(), watermarks("paused"));
                Masters masters = new Masters(connections(cluster), Map.of(), watermarks("owner"))) {
            paused.look(Set.of(ZERO), Map.of(ZERO, Claim.TAKE_OVER));
            masters.connect();
            ClusterWatermarks owner = new ClusterWatermarks(new ClusterStore(masters), "owner");
            owner.look(Set.of(ZERO), Map.of(ZERO, Claim.TAKE_OVER));
            // Behind the owner's data, all of which is acknowledged.
            masters.exchange(master -> ClusterWatermarks.sendRelease(master) + owner.sendGlance(master));

            assertThat(paused.write(new Batch(List.of(oldRow())), Map.of(ZERO, at(1)))
                            .fate())
                    .isEqualTo(Fate.OVERTAKEN);
            paused.look(Set.of(ZERO), Map.of());

            assertThat(owner.move(Map.of(ZERO, at(2)))).isFalse();
        }
    }

    private static Write oldRow() {
        return Write.of(
                new RecordPosition("t", 0, 1),
                new RedisCommand.ReplaceString(RedisKey.of("row"), Bytes.utf8("old"), OptionalLong.empty()));
    }

    private static Watermark at(long offset) {
        return new Watermark(offset, 0, OptionalLong.empty(), 0, Map.of());
    }

    private static RedisConnections connections(RealCluster cluster) {
        return new RedisConnections(PlainTarget.ofCluster(cluster.nodes().get(0).port(), Duration.ofSeconds(5)));
    }

    private static Optional<WatermarkStore> watermarks(String owner) {
        return Optional.of(new WatermarkStore("__connect", "sink", owner, "hash x"));
    }
}
