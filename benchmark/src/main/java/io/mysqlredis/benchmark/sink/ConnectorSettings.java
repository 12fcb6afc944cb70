package io.mysqlredis.benchmark.sink;

import io.mysqlredis.benchmark.sink.SinkCase.Reader;
import io.mysqlredis.benchmark.topic.Format;
import io.mysqlredis.stack.Endpoints;
import java.util.Map;
import java.util.TreeMap;

/** What is posted to run a case: the settings of the shipped files, and those of the case. */
final class ConnectorSettings {

    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";
    private static final String AVRO = "io.confluent.connect.avro.AvroConverter";

    private ConnectorSettings() {}

    /** @param redisPort where the sink reaches Redis on 127.0.0.1 */
    static Map<String, String> of(SinkCase sinkCase, String name, String topic, Endpoints endpoints, int redisPort) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("name", name);
        settings.put("topics", topic);
        settings.put("tasks.max", Integer.toString(sinkCase.tasks()));
        settings.put("consumer.override.max.poll.records", Integer.toString(sinkCase.maxPollRecords()));
        settings.put("consumer.override.session.timeout.ms", "10000");
        settings.put("errors.log.enable", "true");
        settings.put("header.converter", BYTES);
        String registry = endpoints.confluentsRegistryApi().toString();
        for (String converter : new String[] {"key.converter", "value.converter"}) {
            putConverter(settings, converter, sinkCase, registry);
        }
        if (sinkCase.discards()) {
            settings.put("connector.class", "io.mysqlredis.benchmark.discard.DiscardingSinkConnector");
        } else {
            settings.put("connector.class", "io.mysqlredis.sink.RedisSinkConnector");
            settings.put("redis.uri", "redis://%s:%d/0".formatted(endpoints.redisHost(), redisPort));
            putDecoding(settings, sinkCase, registry);
            settings.putAll(sinkCase.target().mapping());
        }
        return settings;
    }

    private static void putConverter(
            Map<String, String> settings, String converter, SinkCase sinkCase, String registry) {
        if (sinkCase.reader() == Reader.SINK) {
            settings.put(converter, BYTES);
            return;
        }
        switch (sinkCase.format()) {
            case AVRO -> {
                settings.put(converter, AVRO);
                settings.put(converter + ".schema.registry.url", registry);
                settings.put(converter + ".ignore.default.for.nullables", "true");
            }
            case JSON -> {
                settings.put(converter, JSON);
                settings.put(converter + ".schemas.enable", "true");
                settings.put(converter + ".replace.null.with.default", "false");
            }
            case PLAIN_JSON -> {
                settings.put(converter, JSON);
                settings.put(converter + ".schemas.enable", "false");
            }
        }
    }

    private static void putDecoding(Map<String, String> settings, SinkCase sinkCase, String registry) {
        if (sinkCase.reader() == Reader.SINK) {
            settings.put("records.format", sinkCase.format().label());
            if (sinkCase.format() == Format.AVRO) {
                settings.put("schema.registry.url", registry);
            }
        }
    }
}
