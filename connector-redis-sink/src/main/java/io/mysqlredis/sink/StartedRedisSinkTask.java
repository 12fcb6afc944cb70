package io.mysqlredis.sink;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.PositionedCommand;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.config.RedisSinkConfig;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.EnvelopeParser;
import io.mysqlredis.sink.mapping.HashPerRow;
import io.mysqlredis.sink.writer.CommandRejectedException;
import io.mysqlredis.sink.writer.RedisConnections;
import io.mysqlredis.sink.writer.RedisMisconfiguredException;
import io.mysqlredis.sink.writer.RedisUnavailableException;
import io.mysqlredis.sink.writer.RedisWriter;
import io.mysqlredis.sink.writer.StandaloneRedisWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Applies records to Redis in their order: when {@link #put} returns, Redis has acknowledged all of them, so that Connect
 * may commit their offsets.
 */
final class StartedRedisSinkTask {

    private final EnvelopeParser parser = new EnvelopeParser();
    private final HashPerRow mapping = new HashPerRow();
    private final RedisWriter writer;
    private final Stall stall;

    StartedRedisSinkTask(RedisWriter writer, Stall stall) {
        this.writer = writer;
        this.stall = stall;
    }

    static StartedRedisSinkTask start(RedisSinkConfig config, SinkTaskContext context) {
        RedisConnections connections = new RedisConnections(config.redisAddress(), config.redisTimeout());
        return new StartedRedisSinkTask(new StandaloneRedisWriter(connections), new Stall(context));
    }

    /**
     * Applies the records, and returns when Redis has acknowledged all of them.
     *
     * @throws RetriableException if Redis takes no writes now: Connect hands the same records in again, without limit
     * @throws DataException if a record can never be applied
     * @throws ConnectException if an operator must act
     */
    void put(Collection<SinkRecord> records) {
        Batch batch = convert(records);
        if (!batch.isEmpty()) {
            write(batch);
        }
    }

    private void write(Batch batch) {
        try {
            writer.write(batch);
            stall.end();
        } catch (RedisUnavailableException e) {
            throw stall.retry(e);
        } catch (CommandRejectedException e) {
            throw new DataException(e.position() + ": " + e.getMessage(), e);
        } catch (RedisMisconfiguredException e) {
            throw new ConnectException(
                    e.getMessage() + "; correct redis.uri or the user's rights in Redis, then restart the task", e);
        }
    }

    private Batch convert(Collection<SinkRecord> records) {
        List<PositionedCommand> commands = new ArrayList<>(records.size());
        for (SinkRecord record : records) {
            RecordPosition position = position(record);
            for (RedisCommand command : commands(record, position)) {
                commands.add(new PositionedCommand(command, position));
            }
        }
        return new Batch(commands);
    }

    private List<RedisCommand> commands(SinkRecord record, RecordPosition position) {
        try {
            return parser.parse(record).dispatch(mapping);
        } catch (BadRecordException e) {
            throw new DataException(position + ": the record cannot be applied: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // Whatever it is, the record that it happened at must be found.
            throw new DataException(
                    position + ": the record cannot be applied: " + e.getClass().getName(), e);
        }
    }

    /** As Kafka has it, whatever a transform made of the topic's name. */
    private static RecordPosition position(SinkRecord record) {
        return new RecordPosition(
                record.originalTopic(), record.originalKafkaPartition(), record.originalKafkaOffset());
    }

    void stop() {
        writer.close();
    }
}
