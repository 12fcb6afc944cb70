package io.mysqlredis.sink;

import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.config.RedisSinkConfig;
import io.mysqlredis.sink.delivery.Change;
import io.mysqlredis.sink.delivery.Delivery;
import io.mysqlredis.sink.delivery.NotYetReadableException;
import io.mysqlredis.sink.delivery.Ownership;
import io.mysqlredis.sink.delivery.Step;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.ChangeEvent;
import io.mysqlredis.sink.event.RecordDecoder;
import io.mysqlredis.sink.event.RecordParser;
import io.mysqlredis.sink.event.SchemaUnavailableException;
import io.mysqlredis.sink.event.UndecodableException;
import io.mysqlredis.sink.mapping.Mappings;
import io.mysqlredis.sink.mapping.UnfitMappingException;
import io.mysqlredis.sink.metrics.SinkMetrics;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Progress;
import io.mysqlredis.sink.watermark.Watermark;
import io.mysqlredis.sink.writer.RedisMisconfiguredException;
import io.mysqlredis.sink.writer.RedisWriter;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns records into what they cause in Redis, and hands them to the {@link Delivery}, which applies them in their order. */
final class StartedRedisSinkTask {

    private static final Logger LOG = LoggerFactory.getLogger(StartedRedisSinkTask.class);

    private final RecordDecoder decoder;
    private final RecordParser parser = new RecordParser();
    private final RedisSinkConfig config;
    private final Mappings mappings;
    private final Changes changes;
    private final boolean appliesTruncate;
    private final RedisWriter writer;
    private final ErrantRecords errants;
    private final SinkMetrics metrics;
    private final Delivery delivery;

    /** A record that cannot be applied and is not tolerated, if one has come: all before it is applied first. */
    private Optional<RuntimeException> failure = Optional.empty();

    private StartedRedisSinkTask(RedisSinkConfig config, SinkTaskContext context, InstantSource clock) {
        this.config = config;
        String owner = OwnerToken.create();
        decoder = config.decoder();
        mappings = config.mappings();
        changes = new Changes(mappings);
        appliesTruncate = config.appliesTruncate();
        writer = RedisWriter.to(config.redis(), config.requiredCommands(), config.watermarks(owner));
        errants = ErrantRecords.of(config.originals(), context);
        metrics = new SinkMetrics(context.pluginMetrics(), clock);
        delivery = new Delivery(
                writer,
                errants,
                context,
                new Ownership(owner, config.mappingsSummary(), config.sessionTimeout()),
                clock,
                metrics,
                this::take);
    }

    static StartedRedisSinkTask start(RedisSinkConfig config, SinkTaskContext context, InstantSource clock) {
        return new StartedRedisSinkTask(config, context, clock);
    }

    /** @throws ConnectException if a setting does not allow for a topic with such a partition, or an operator must act */
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
        working(() -> delivery.open(
                partitions.stream().map(StartedRedisSinkTask::partition).toList()));
    }

    void close(Collection<TopicPartition> partitions) {
        delivery.close(partitions.stream().map(StartedRedisSinkTask::partition).toList());
    }

    /**
     * Takes the records in, and applies them and what was taken in before, as far as Redis takes writes now.
     *
     * @throws DataException if a record can never be applied, and errors are not tolerated
     * @throws ConnectException if an operator must act
     */
    void put(Collection<SinkRecord> records) {
        metrics.received(records.size());
        delivery.receive(records);
        try {
            working(delivery::advance);
        } finally {
            mappings.takeNotices().forEach(LOG::warn);
        }
        if (failure.isPresent() && delivery.isDone()) {
            throw failure.get();
        }
    }

    private void take(SinkRecord record) {
        if (failure.isEmpty()) {
            read(record);
            if (failure.isPresent()) {
                delivery.keepNothingBack();
            }
        }
    }

    private void read(SinkRecord record) {
        SinkRecord decoded;
        try {
            // First of all, as it may have to be tried again.
            decoded = decoder.decode(record);
        } catch (SchemaUnavailableException e) {
            throw new NotYetReadableException(e.getMessage(), e);
        } catch (UndecodableException e) {
            failure = Optional.of(new ConnectException(position(record) + ": " + e.getMessage(), e));
            return;
        }
        Partition partition = new Partition(record.originalTopic(), record.originalKafkaPartition());
        long timestamp = record.timestamp() == null ? Watermark.UNKNOWN_TIMESTAMP : record.timestamp();
        if (delivery.expects(partition, record.originalKafkaOffset(), timestamp)) {
            if (delivery.isBehindGap(partition)) {
                parser.comesBehindGap(record);
            }
            convert(record, decoded, partition, timestamp);
        } else {
            metrics.skipped();
            parser.pass(decoded);
        }
    }

    /** As Kafka has it, whatever a transform made of the topic's name. */
    private static RecordPosition position(SinkRecord record) {
        return new RecordPosition(
                record.originalTopic(), record.originalKafkaPartition(), record.originalKafkaOffset());
    }

    private void convert(SinkRecord record, SinkRecord decoded, Partition partition, long timestamp) {
        RecordPosition position = position(record);
        Progress unread = new Progress(partition, position.offset(), timestamp, OptionalLong.empty(), Optional.empty());
        try {
            ChangeEvent event = parser.parse(decoded);
            Progress progress =
                    new Progress(partition, position.offset(), timestamp, event.committedAt(), event.sourcePosition());
            if (delivery.isRepeat(progress)) {
                delivery.add(new Step(record, unread, Write.of(position), Change.REPEAT));
            } else {
                Write write = mappings.apply(event, position);
                delivery.add(new Step(record, progress, write, changes.of(event, write)));
            }
        } catch (UnfitMappingException e) {
            failure = Optional.of(new ConnectException(position + ": " + e.getMessage(), e));
        } catch (BadRecordException e) {
            unappliable(record, unread, position, e.getMessage(), e);
        } catch (RuntimeException e) {
            // Whatever it is, the record that it happened at must be found.
            unappliable(record, unread, position, e.getClass().getName(), e);
        }
    }

    private void unappliable(
            SinkRecord record, Progress progress, RecordPosition position, String reason, RuntimeException cause) {
        DataException error = new DataException(position + ": the record cannot be applied: " + reason, cause);
        if (errants.areTolerated()) {
            errants.add(record, error);
            delivery.add(new Step(record, progress, Write.of(position), Change.ERRANT));
        } else {
            failure = Optional.of(ErrantRecords.failure(error));
        }
    }

    /** What may be committed: of each partition no more than what Redis has, whatever Connect has handed in. */
    Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> handedIn) {
        try {
            working(delivery::awaitFlight);
        } catch (ConnectException e) {
            // Connect would go on as if nothing had happened; the next put meets it again, and fails the task.
            LOG.debug("No offsets are committed, as the last records were not applied", e);
            return Map.of();
        }
        Map<Partition, Long> applied = delivery.applied();
        Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>();
        handedIn.forEach((topicPartition, offset) -> {
            Partition partition = partition(topicPartition);
            Long next = applied.get(partition);
            if (next != null) {
                // Transforms may have left out what came after the last record that was handed in.
                boolean isAll = failure.isEmpty() && next <= offset.offset() && delivery.hasNothingPending(partition);
                committable.put(topicPartition, isAll ? offset : new OffsetAndMetadata(next));
            }
        });
        return committable;
    }

    private void working(Runnable work) {
        try {
            work.run();
        } catch (RedisMisconfiguredException e) {
            throw new ConnectException(
                    e.getMessage() + "; correct " + config.settingToCorrect(e)
                            + " or what Redis itself is set to, such as the user's rights, then restart the task",
                    e);
        }
    }

    private static Partition partition(TopicPartition partition) {
        return new Partition(partition.topic(), partition.partition());
    }

    void stop() {
        writer.close();
    }
}
