package io.mysqlredis.sink.event;

import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;

/** Decodes records whose keys and values are bytes, as they lie in Kafka. */
public abstract class BytesDecoder implements RecordDecoder {

    /**
     * What a key's bytes stand for.
     *
     * @param topic as Kafka has it
     * @throws BadRecordException if they stand for nothing; the message goes on after the words "its key"
     */
    protected abstract SchemaAndValue key(String topic, byte[] message);

    /** The same of a value; the message goes on after the words "its value". */
    protected abstract SchemaAndValue value(String topic, byte[] message);

    /** How one of both is decoded. */
    @FunctionalInterface
    private interface Part {
        SchemaAndValue of(String topic, byte[] message);
    }

    @Override
    public final SinkRecord decode(SinkRecord record) {
        SchemaAndValue key = decode("key", record.originalTopic(), record.key(), this::key);
        SchemaAndValue value = decode("value", record.originalTopic(), record.value(), this::value);
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                key.schema(),
                key.value(),
                value.schema(),
                value.value(),
                record.timestamp(),
                record.headers());
    }

    private static SchemaAndValue decode(String what, String topic, Object bytes, Part part) {
        if (bytes == null) {
            return SchemaAndValue.NULL;
        }
        if (bytes instanceof byte[] message) {
            try {
                return part.of(topic, message);
            } catch (BadRecordException e) {
                return withoutSchema(new Unreadable(e.getMessage()));
            } catch (UndecodableException | SchemaUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                // Whatever it is, the record that it happened at must be found.
                return withoutSchema(
                        new Unreadable("cannot be decoded: " + e.getClass().getName()));
            }
        }
        throw new UndecodableException("its " + what + " is no bytes but a "
                + bytes.getClass().getSimpleName() + ", and with this records.format the sink decodes it itself; set "
                + what
                + ".converter=org.apache.kafka.connect.converters.ByteArrayConverter");
    }

    /** What is none of Connect's own classes. */
    protected static SchemaAndValue withoutSchema(Object value) {
        return new SchemaAndValue(null, value);
    }
}
