package io.mysqlredis.sink;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.config.RedisSinkConfig;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.RecordParser;
import io.mysqlredis.sink.mapping.Mappings;
import io.mysqlredis.sink.mapping.UnfitMappingException;
import io.mysqlredis.sink.writer.RedisConnections;
import io.mysqlredis.sink.writer.RedisMisconfiguredException;
import io.mysqlredis.sink.writer.RedisUnavailableException;
import io.mysqlredis.sink.writer.RedisWriter;
import io.mysqlredis.sink.writer.StandaloneRedisWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies records to Redis in their order: when {@link #put} returns, Redis has acknowledged all of them that can be
 * applied, so that Connect may commit their offsets.
 */
final class StartedRedisSinkTask {

    private static final Logger LOG = LoggerFactory.getLogger(StartedRedisSinkTask.class);

    private final RecordParser parser = new RecordParser();
    private final Mappings mappings;
    private final boolean appliesTruncate;
    private final RedisWriter writer;
    private final Stall stall;
    private final ErrantRecords errants;

    private StartedRedisSinkTask(RedisSinkConfig config, SinkTaskContext context) {
        mappings = config.mappings();
        appliesTruncate = config.appliesTruncate();
        writer = new StandaloneRedisWriter(new RedisConnections(config.redis()), config.requiredCommands());
        stall = new Stall(context);
        errants = ErrantRecords.of(config.originals(), context);
    }

    static StartedRedisSinkTask start(RedisSinkConfig config, SinkTaskContext context) {
        return new StartedRedisSinkTask(config, context);
    }

    /** @throws ConnectException if a setting does not allow for a topic with such a partition */
    void open(Collection<TopicPartition> partitions) {
        Optional<TopicPartition> second = partitions.stream()
                .filter(partition -> partition.partition() > 0)
                .findFirst();
        if (appliesTruncate && second.isPresent()) {
            throw new ConnectException(
                    "truncate=apply needs topics of one partition, as a truncate of one partition would"
                            + " remove newer rows of another, and there is " + second.get()
                            + "; give tables that are truncated a sink connector of their own");
        }
    }

    /**
     * Applies the records, and returns when Redis has acknowledged all of them.
     *
     * @throws RetriableException if Redis takes no writes now: Connect hands the same records in again, without limit
     * @throws DataException if a record can never be applied, and errors are not tolerated
     * @throws ConnectException if an operator must act
     */
    void put(Collection<SinkRecord> records) {
        errants.beginBatch();
        Batch batch = convert(records);
        if (!batch.isEmpty()) {
            write(batch, records);
        }
        errants.report();
    }

    private Batch convert(Collection<SinkRecord> records) {
        List<Write> writes = new ArrayList<>(records.size());
        for (SinkRecord record : records) {
            RecordPosition position = position(record);
            try {
                Write write = mappings.apply(parser.parse(record), position);
                if (!write.isEmpty()) {
                    writes.add(write);
                }
            } catch (UnfitMappingException e) {
                throw new ConnectException(position + ": " + e.getMessage(), e);
            } catch (BadRecordException e) {
                errants.add(record, unappliable(position, e.getMessage(), e));
            } catch (RuntimeException e) {
                // Whatever it is, the record that it happened at must be found.
                errants.add(record, unappliable(position, e.getClass().getName(), e));
            }
        }
        mappings.takeNotices().forEach(LOG::warn);
        return new Batch(writes);
    }

    private void write(Batch batch, Collection<SinkRecord> records) {
        try {
            writer.write(
                    batch,
                    (position, reason) -> errants.add(record(position, records), unappliable(position, reason, null)));
            stall.end();
        } catch (RedisUnavailableException e) {
            throw stall.retry(e);
        } catch (RedisMisconfiguredException e) {
            throw new ConnectException(
                    e.getMessage() + "; correct redis.uri or the user's rights in Redis, then restart the task", e);
        }
    }

    private static DataException unappliable(RecordPosition position, String reason, RuntimeException cause) {
        return new DataException(position + ": the record cannot be applied: " + reason, cause);
    }

    private static SinkRecord record(RecordPosition position, Collection<SinkRecord> records) {
        return records.stream()
                .filter(record -> position(record).equals(position))
                .findFirst()
                .orElseThrow();
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
