package io.mysqlredis.sink.delivery;

import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisKey;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Progress;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records on their way, for tests. */
final class Steps {

    static final Partition ZERO = new Partition("t", 0);
    static final Partition ONE = new Partition("t", 1);
    static final Change ROW = new Change("shop.t", Change.Kind.UPSERT);

    private Steps() {}

    /** A record that deletes these keys. */
    static Step step(Partition partition, long offset, String... keys) {
        RedisCommand[] commands = new RedisCommand[keys.length];
        IntStream.range(0, keys.length).forEach(i -> commands[i] = new RedisCommand.Delete(RedisKey.of(keys[i])));
        return step(partition, offset, Write.of(position(partition, offset), commands));
    }

    static Step step(Partition partition, long offset, Write write) {
        return new Step(
                new SinkRecord(partition.topic(), partition.number(), null, null, null, null, offset),
                new Progress(partition, offset, 1_000 + offset, OptionalLong.empty(), Optional.empty()),
                write,
                ROW);
    }

    static RecordPosition position(Partition partition, long offset) {
        return new RecordPosition(partition.topic(), partition.number(), offset);
    }
}
