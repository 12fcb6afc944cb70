package io.mysqlredis.sink.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.watermark.BinlogPlace;
import io.mysqlredis.sink.watermark.Gtid;
import io.mysqlredis.sink.watermark.SourcePosition;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceBlockTest {

    private final SourceBlockReader reader = new SourceBlockReader();

    @Test
    void aStreamedChangeStandsWhereItsSourceBlockSays() {
        assertThat(position(source(""), Operation.INSERT))
                .contains(new SourcePosition(
                        "shop",
                        1,
                        Optional.of(new Gtid("uuid:7")),
                        new BinlogPlace("binlog.000003", 44, 2, false),
                        1_000));
    }

    @Test
    void withoutGtidTheRestIsRead() {
        assertThat(position(source("gtid").put("snapshot", "true"), Operation.INSERT)
                        .orElseThrow()
                        .gtid())
                .isEmpty();
        assertThat(position(source("").put("gtid", null), Operation.INSERT)
                        .orElseThrow()
                        .gtid())
                .isEmpty();
    }

    @Test
    void theFirstPartOfAChangedKeyIsToldFromTheSecond() {
        assertThat(position(source(""), Operation.DELETE).orElseThrow().place())
                .isEqualTo(new BinlogPlace("binlog.000003", 44, 2, true));
    }

    @Test
    void aRowOfAnIncrementalSnapshotStandsNowhere() {
        assertThat(position(source("").put("snapshot", "incremental"), Operation.INSERT))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "server_id", "file", "pos", "row"})
    void aBlockThatLacksAPartOfItTellsNothing(String missing) {
        assertThat(position(source(missing), Operation.INSERT)).isEmpty();
        assertThat(position(source(""), Operation.INSERT)).isPresent();
    }

    @Test
    void aBlockThatDoesNotTellWhenIsRefused() {
        assertThatThrownBy(() -> position(source("ts_ms"), Operation.INSERT))
                .isInstanceOf(BadRecordException.class)
                .hasMessage("its source block has no ts_ms");
    }

    private Optional<SourcePosition> position(Struct source, Operation operation) {
        return reader.read(source).origin(operation).position();
    }

    /** A source block of a schema of its own, without this field. */
    private static Struct source(String missing) {
        SchemaBuilder schema = SchemaBuilder.struct();
        add(schema, missing, "name", Schema.OPTIONAL_STRING_SCHEMA);
        add(schema, missing, "server_id", Schema.INT64_SCHEMA);
        add(schema, missing, "gtid", Schema.OPTIONAL_STRING_SCHEMA);
        add(schema, missing, "file", Schema.STRING_SCHEMA);
        add(schema, missing, "pos", Schema.INT64_SCHEMA);
        add(schema, missing, "row", Schema.INT32_SCHEMA);
        add(schema, missing, "ts_ms", Schema.INT64_SCHEMA);
        add(schema, missing, "snapshot", Schema.OPTIONAL_STRING_SCHEMA);
        Struct source = new Struct(schema.build());
        put(source, missing, "name", "shop");
        put(source, missing, "server_id", 1L);
        put(source, missing, "gtid", "uuid:7");
        put(source, missing, "file", "binlog.000003");
        put(source, missing, "pos", 44L);
        put(source, missing, "row", 2);
        put(source, missing, "ts_ms", 1_000L);
        put(source, missing, "snapshot", "false");
        return source;
    }

    private static void add(SchemaBuilder schema, String missing, String field, Schema type) {
        if (!field.equals(missing)) {
            schema.field(field, type);
        }
    }

    private static void put(Struct source, String missing, String field, Object value) {
        if (!field.equals(missing)) {
            source.put(field, value);
        }
    }
}
