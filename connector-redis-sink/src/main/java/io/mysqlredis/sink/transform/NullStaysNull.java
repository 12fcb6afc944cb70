package io.mysqlredis.sink.transform;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Takes the defaults of all that can be null out of the schemas of values, so that no converter puts them in the place of NULL.
 * Nothing else of a record changes.
 *
 * <p>A transform of the source connector, without settings, for converters that cannot be told to leave NULL alone.
 */
public final class NullStaysNull<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

    /** Far more than a source has tables; one that makes new schemas for ever must not fill the heap. */
    private static final int MAX_SCHEMAS = 10_000;

    // By identity: the source hands out one instance per schema, and comparing them costs more than copying a row.
    private final IdentityHashMap<Schema, Schema> schemas = new IdentityHashMap<>();

    @Override
    public R apply(R record) {
        if (!(record.value() instanceof Struct value)) {
            return record;
        }
        Schema schema = withoutDefaults(value.schema());
        if (schema == value.schema()) {
            return record;
        }
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                schema,
                copy(value, schema),
                record.timestamp());
    }

    private Schema withoutDefaults(Schema schema) {
        Schema known = schemas.get(schema);
        if (known != null) {
            return known;
        }
        Schema without = build(schema);
        if (schemas.size() >= MAX_SCHEMAS) {
            schemas.clear();
        }
        schemas.put(schema, without);
        return without;
    }

    /** The schema itself where there is nothing to take out. */
    private Schema build(Schema schema) {
        if (schema.type() != Schema.Type.STRUCT) {
            return hasDefaultInPlaceOfNull(schema) ? like(schema).build() : schema;
        }
        boolean isSame = !hasDefaultInPlaceOfNull(schema);
        SchemaBuilder builder = like(schema);
        for (Field field : schema.fields()) {
            Schema inner = withoutDefaults(field.schema());
            isSame &= inner == field.schema();
            builder.field(field.name(), inner);
        }
        return isSame ? schema : builder.build();
    }

    private static boolean hasDefaultInPlaceOfNull(Schema schema) {
        return schema.isOptional() && schema.defaultValue() != null;
    }

    /** All but the default of one that can be null; and the fields. */
    private static SchemaBuilder like(Schema schema) {
        SchemaBuilder builder =
                switch (schema.type()) {
                    case ARRAY -> SchemaBuilder.array(schema.valueSchema());
                    case MAP -> SchemaBuilder.map(schema.keySchema(), schema.valueSchema());
                    default -> SchemaBuilder.type(schema.type());
                };
        builder.name(schema.name()).version(schema.version()).doc(schema.doc());
        if (schema.parameters() != null) {
            builder.parameters(schema.parameters());
        }
        return schema.isOptional() ? builder.optional() : builder;
    }

    private static Struct copy(Struct struct, Schema schema) {
        Struct copy = new Struct(schema);
        for (Field field : schema.fields()) {
            Object value = struct.getWithoutDefault(field.name());
            copy.put(field, value instanceof Struct inner ? copy(inner, field.schema()) : value);
        }
        return copy;
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
        return Objects.requireNonNullElse(NullStaysNull.class.getPackage().getImplementationVersion(), "unreleased");
    }
}
