package io.mysqlredis.sink.transform;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Gives each of Debezium's truncate events a key, so that compacted topics take it: one per table, that no row of the table has
 * and that a schema registry accepts beside the rows' keys. Every other record stays as it is.
 *
 * <p>A transform of the source connector, without settings; see ADR 4.
 */
public final class TruncateKey<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

    private static final String ENVELOPE = ".Envelope";
    private static final String KEY = ".Key";

    @Override
    public R apply(R record) {
        // What costs least comes first: nearly every record has a key.
        if (record.key() != null || !(record.value() instanceof Struct envelope) || !isTruncate(envelope)) {
            return record;
        }
        Schema schema = envelope.schema();
        // Built each time: truncates are too rare for a cache to pay, and equal schemas are one to the converters.
        Struct key = ZeroKey.of(keyName(schema), schema.field("after").schema());
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                key.schema(),
                key,
                record.valueSchema(),
                record.value(),
                record.timestamp());
    }

    private static boolean isTruncate(Struct envelope) {
        Schema schema = envelope.schema();
        return schema.name() != null
                && schema.name().endsWith(ENVELOPE)
                && hasField(schema, "op", Schema.Type.STRING)
                && hasField(schema, "after", Schema.Type.STRUCT)
                && "t".equals(envelope.get("op"));
    }

    private static boolean hasField(Schema schema, String name, Schema.Type type) {
        Field field = schema.field(name);
        return field != null && field.schema().type() == type;
    }

    /** As Debezium names the keys of the rows, whether or not it has adjusted the names. */
    private static String keyName(Schema envelope) {
        String name = envelope.name();
        return name.substring(0, name.length() - ENVELOPE.length()) + KEY;
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public void configure(Map<String, ?> settings) {
        // There are none.
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    @Override
    public String version() {
        // Classes that were not loaded from the jar, as in a test, have none.
        return Objects.requireNonNullElse(TruncateKey.class.getPackage().getImplementationVersion(), "unreleased");
    }
}
