package io.mysqlredis.benchmark.topic;

import io.mysqlredis.benchmark.rows.Change;
import io.mysqlredis.benchmark.rows.ChangeEvents;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;

/** Writes changes as the source's worker does, with the same converters; for one thread. */
public final class Encoder {

    private final Converter keys;
    private final Converter values;
    private final Function<Change, Struct> value;
    private final String topic;

    private Encoder(Converter keys, Converter values, Function<Change, Struct> value, String topic) {
        this.keys = keys;
        this.values = values;
        this.value = value;
        this.topic = topic;
    }

    /** One that writes for a topic. */
    public static Encoder of(Format format, String topic, ConfluentConverters avro) {
        return switch (format) {
            case AVRO -> new Encoder(avro.ofKeys(), avro.ofValues(), ChangeEvents::envelope, topic);
            case JSON -> {
                Map<String, Object> settings = Map.of("schemas.enable", true, "replace.null.with.default", false);
                yield new Encoder(json(settings, true), json(settings, false), ChangeEvents::envelope, topic);
            }
            case PLAIN_JSON -> {
                Map<String, Object> settings = Map.of("schemas.enable", false);
                yield new Encoder(json(settings, true), json(settings, false), ChangeEvents::row, topic);
            }
        };
    }

    private static Converter json(Map<String, Object> settings, boolean isKey) {
        JsonConverter converter = new JsonConverter();
        converter.configure(settings, isKey);
        return converter;
    }

    /** What becomes the record's value. */
    Struct value(Change change) {
        return value.apply(change);
    }

    /** The record, without headers. */
    public ProducerRecord<byte[], byte[]> encode(Change change) {
        Struct key = ChangeEvents.key(change);
        Struct struct = value(change);
        return new ProducerRecord<>(
                topic,
                keys.fromConnectData(topic, key.schema(), key),
                values.fromConnectData(topic, struct.schema(), struct));
    }
}
