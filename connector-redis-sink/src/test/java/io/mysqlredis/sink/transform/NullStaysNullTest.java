package io.mysqlredis.sink.transform;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class NullStaysNullTest {

    private static final Schema WITH_DEFAULT = SchemaBuilder.int32()
            .name("n")
            .version(2)
            .doc("d")
            .parameter("p", "q")
            .optional()
            .defaultValue(5)
            .build();
    private static final Schema NOT_NULL = SchemaBuilder.int32().defaultValue(6).build();
    private static final Schema ROW = SchemaBuilder.struct()
            .name("t.Value")
            .optional()
            .field("a", WITH_DEFAULT)
            .field("b", NOT_NULL)
            .field("c", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .name("t.Envelope")
            .version(2)
            .field("before", ROW)
            .field("after", ROW)
            .build();

    private final NullStaysNull<SourceRecord> transform = new NullStaysNull<>();

    @Test
    void aNullIsNotReadAsTheDefault() {
        Struct row = new Struct(ROW).put("b", 1);
        assertThat(row.get("a")).isEqualTo(5);

        Struct after = ((Struct) transform.apply(record(row)).value()).getStruct("after");

        assertThat(after.get("a")).isNull();
        assertThat(after.get("b")).isEqualTo(1);
        assertThat(after.get("c")).isNull();
        after.validate();
    }

    @Test
    void valuesStayAsTheyAreInAllImages() {
        Struct row = new Struct(ROW).put("a", 7).put("b", 1).put("c", "text");

        Struct envelope = (Struct) transform.apply(record(row)).value();

        assertThat(envelope.get("before")).isNull();
        assertThat(envelope.getStruct("after")).hasToString("Struct{a=7,b=1,c=text}");
    }

    @Test
    void onlyDefaultsInThePlaceOfNullAreTakenOutOfTheSchema() {
        Schema schema = transform.apply(record(new Struct(ROW).put("b", 1))).valueSchema();

        Schema row = schema.field("after").schema();
        assertThat(schema.name()).isEqualTo("t.Envelope");
        assertThat(schema.version()).isEqualTo(2);
        assertThat(row.name()).isEqualTo("t.Value");
        assertThat(row.isOptional()).isTrue();
        assertThat(row.field("a").schema())
                .isEqualTo(SchemaBuilder.int32()
                        .name("n")
                        .version(2)
                        .doc("d")
                        .parameter("p", "q")
                        .optional()
                        .build());
        assertThat(row.field("b").schema()).isSameAs(NOT_NULL);
        assertThat(row.field("c").schema()).isSameAs(Schema.OPTIONAL_STRING_SCHEMA);
    }

    @Test
    void theKeyAndThePlaceOfTheRecordStay() {
        SourceRecord record = record(new Struct(ROW).put("b", 1));

        assertThat(transform.apply(record))
                .usingRecursiveComparison()
                .ignoringFields("value", "valueSchema")
                .isEqualTo(record);
    }

    /** Converters keep what they made of a schema by its identity. */
    @Test
    void aSchemaBecomesTheSameEachTime() {
        assertThat(transform.apply(record(new Struct(ROW).put("b", 1))).valueSchema())
                .isSameAs(transform.apply(record(new Struct(ROW).put("b", 2))).valueSchema());
    }

    @Test
    void whatHasNoSuchDefaultPassesAsItIs() {
        Schema schema = SchemaBuilder.struct().field("b", NOT_NULL).build();
        SourceRecord record = new SourceRecord(null, null, "t", schema, new Struct(schema).put("b", 1));
        SourceRecord tombstone = new SourceRecord(null, null, "t", null, null);

        assertThat(transform.apply(record)).isSameAs(record);
        assertThat(transform.apply(tombstone)).isSameAs(tombstone);
    }

    private static SourceRecord record(Struct after) {
        return new SourceRecord(
                null,
                null,
                "t",
                3,
                Schema.STRING_SCHEMA,
                "key",
                ENVELOPE,
                new Struct(ENVELOPE).put("after", after),
                4L);
    }
}
