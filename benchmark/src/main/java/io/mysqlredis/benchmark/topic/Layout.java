package io.mysqlredis.benchmark.topic;

import org.apache.kafka.connect.data.Struct;

/**
 * Writes the structs of one schema in the bytes that a converter makes of them, without what makes a converter slow.
 */
@FunctionalInterface
interface Layout {

    byte[] write(Struct struct);

    /** That of a message which a converter has made. */
    static Layout like(byte[] message, Format format) {
        return switch (format) {
            case AVRO -> AvroLayout.like(message);
            case JSON -> JsonLayout.withSchemaOf(message);
            case PLAIN_JSON -> JsonLayout.withoutSchema();
        };
    }
}
