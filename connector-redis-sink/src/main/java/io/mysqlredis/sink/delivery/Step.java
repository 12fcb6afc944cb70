package io.mysqlredis.sink.delivery;

import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Progress;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * One record on its way: what it causes in Redis, what its partition's watermark takes over from it, and what it counts as.
 *
 * @param record as Connect handed it in, for the dead-letter queue
 */
public record Step(SinkRecord record, Progress progress, Write write, Change change) {

    public Step {
        Objects.requireNonNull(record, "record");
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(write, "write");
        Objects.requireNonNull(change, "change");
    }

    Partition partition() {
        return progress.partition();
    }

    long offset() {
        return progress.offset();
    }

    /** The same for the watermark, and nothing for the data, as Redis rejects it. */
    Step rejected() {
        return new Step(
                record, progress, new Write(write.position(), List.of(), List.<RedisCommand>of()), Change.ERRANT);
    }

    /** The same once it was carried out with others that Redis rejected: it may have been left out for one of these. */
    Step landed() {
        return new Step(record, progress, repeatable().write(), Change.COUNTED);
    }

    /** The same without what would be there twice if it were carried out once more. */
    Step repeatable() {
        List<RedisCommand> repeatable = write.commands().stream()
                .filter(command -> command.reach() != RedisCommand.Reach.NONE)
                .toList();
        return new Step(record, progress, new Write(write.position(), List.of(), repeatable), change);
    }
}
