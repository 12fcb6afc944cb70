package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records without Debezium's envelope, from a task to a real Redis. */
class FlatRecordsIT extends SinkTaskOnRedis {

    private static final String FILE = "json-default.shop.shop.customers";

    @ParameterizedTest
    @ValueSource(strings = {"tombstone", "delete-to-tombstone", "rewrite", "rewrite-with-tombstone"})
    void flattenedRecordsEndInTheStateOfTheirEnvelopes(String deletes) {
        start(Map.of());
        put(RecordedRecords.of(FILE));
        Map<String, Map<String, String>> expected = redis.hashes();
        redis.client().flushAll();

        start(Map.of());
        put(FlattenedRecords.withAddedFields(FILE, deletes));

        assertThat(expected).hasSize(6);
        assertThat(redis.hashes()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tombstone", "delete-to-tombstone", "rewrite", "rewrite-with-tombstone"})
    void replayingAnySuffixEndsInTheSameState(String deletes) {
        start(Map.of());
        List<SinkRecord> records = FlattenedRecords.withAddedFields(FILE, deletes);
        put(records);
        Map<String, Map<String, String>> expected = redis.hashes();

        for (int from = 0; from < records.size(); from++) {
            // A task that begins there has seen nothing of the topic.
            redis.forgetWatermarks();
            start(Map.of());
            put(records.subList(from, records.size()));
            assertThat(redis.hashes()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tombstone", "delete-to-tombstone", "rewrite", "rewrite-with-tombstone"})
    void aRowThatAFilterStopsToTakeIsRemovedAndDeletesAreToo(String deletes) {
        Map<String, String> filtered = Map.of("mappings", "a", "mappings.a.where", "row.name.startsWith('Ada')");
        start(filtered);
        put(RecordedRecords.of(FILE));
        Map<String, Map<String, String>> expected = redis.hashes();
        redis.client().flushAll();

        start(filtered);
        put(FlattenedRecords.withAddedFields(FILE, deletes));

        assertThat(expected).containsOnlyKeys("customers:1");
        assertThat(redis.hashes()).isEqualTo(expected);

        SinkRecord renamed = FlattenedRecords.withAddedFields(FILE, deletes).get(4);
        ((Struct) renamed.value()).put("name", "Bea");
        put(List.of(renamed));
        assertThat(redis.hashes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tombstone", "rewrite", "rewrite-with-tombstone"})
    void withoutSchemasTheSameRowsAreThere(String deletes) {
        start(Map.of());
        put(FlattenedRecords.withAddedFields(FILE, deletes).stream()
                .map(FlattenedRecords::withoutSchema)
                .toList());

        assertThat(redis.hashes())
                .containsOnlyKeys(
                        "customers:1", "customers:10", "customers:11", "customers:12", "customers:13", "customers:33");
        assertThat(redis.hashes().get("customers:1"))
                .containsEntry("name", "Ada L")
                .containsEntry("email", "ada@x.io")
                .doesNotContainKeys("__op", "__deleted", "__table");
    }

    @Test
    void inARenamedTopicEachDeleteFindsItsRow() {
        for (String deletes : List.of("tombstone", "delete-to-tombstone", "rewrite", "rewrite-with-tombstone")) {
            redis.client().flushAll();
            start(Map.of());
            for (SinkRecord record : FlattenedRecords.withAddedFields(FILE, deletes)) {
                put(List.of(record.newRecord(
                        "people",
                        0,
                        record.keySchema(),
                        record.key(),
                        record.valueSchema(),
                        record.value(),
                        record.timestamp())));
            }
            assertThat(redis.hashes()).as(deletes).hasSize(6);
        }
    }

    @Test
    void whatNeedsTheRowBeforeIsRefusedAndSaysSo() {
        start(Map.of(
                "mappings", "recent",
                "mappings.recent.table", "shop\\.customers",
                "mappings.recent.type", "zset",
                "mappings.recent.key", "by-name:${name}",
                "mappings.recent.score", "created"));
        List<SinkRecord> records = FlattenedRecords.withAddedFields(FILE, "tombstone");

        put(records.subList(0, 4));
        assertThat(redis.client().zrange("by-name:Ada", 0, -1)).containsExactly("1");

        for (SinkRecord record : records.subList(4, 6)) {
            assertThatThrownBy(() -> put(List.of(record)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(
                            "mappings.recent needs the row as it was before the change, and this record does"
                                    + " not bring it; it takes Debezium's own change events, without ExtractNewRecordState");
        }
    }

    @Test
    void aRewrittenDeleteFindsTheEntryOfItsRow() {
        start(Map.of(
                "mappings", "recent",
                "mappings.recent.table", "shop\\.customers",
                "mappings.recent.type", "zset",
                "mappings.recent.key", "by-name:${name}",
                "mappings.recent.score", "created"));
        List<SinkRecord> records = FlattenedRecords.withAddedFields(FILE, "rewrite-with-tombstone");

        put(records.subList(0, 4));
        assertThat(redis.client().keys("by-name:*")).contains("by-name:Bob");
        put(records.subList(5, 7));

        assertThat(redis.client().keys("by-name:*")).contains("by-name:Ada").doesNotContain("by-name:Bob");
    }

    @Test
    void textKeysAndJsonValuesWithoutSchemas() {
        start(Map.of("mappings", "users", "mappings.users.table", "users", "mappings.users.key", "user:${pk}"));

        put(List.of(plain(0, null, "a-1", map("name", "Ada", "age", 36L, "score", 1.5, "note", null))));
        assertThat(redis.hashes()).isEqualTo(Map.of("user:a-1", Map.of("name", "Ada", "age", "36", "score", "1.5")));

        put(List.of(plain(1, null, "a-1", map("name", "Ada L"))));
        assertThat(redis.hashes()).isEqualTo(Map.of("user:a-1", Map.of("name", "Ada L")));

        put(List.of(plain(2, null, "a-1", null)));
        assertThat(redis.hashes()).isEmpty();
    }

    @Test
    void aTombstoneIsADeleteAlsoForATaskThatSawNothingElse() {
        redis.client().hset("users:7", "name", "Ada");
        start(Map.of());

        put(List.of(plain(0, Schema.INT64_SCHEMA, 7L, null)));

        assertThat(redis.hashes()).isEmpty();
    }

    @Test
    void structsWithAKeyOfOneNumberAsAJdbcSourceSendsThem() {
        Schema schema = SchemaBuilder.struct()
                .name("users")
                .field("id", Schema.INT32_SCHEMA)
                .field("email", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        start(Map.of());

        put(List.of(new SinkRecord(
                "users",
                0,
                Schema.INT32_SCHEMA,
                7,
                schema,
                new Struct(schema).put("id", 7).put("email", "a@x.io"),
                0,
                1L,
                TimestampType.CREATE_TIME)));

        assertThat(redis.hashes()).isEqualTo(Map.of("users:7", Map.of("id", "7", "email", "a@x.io")));
    }

    @Test
    void aColumnThatIsTheKeyInTheValueButNotInTheRecordsKeyIsNamed() {
        start(Map.of("mappings", "users", "mappings.users.table", "users", "mappings.users.key", "user:${id}"));

        assertThatThrownBy(() -> put(List.of(plain(0, null, "7", map("id", 7L)))))
                .hasMessageContaining("neither its key nor its member holds all of the primary key (pk)")
                .hasMessageContaining("${pk}");
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static SinkRecord plain(long offset, Schema keySchema, Object key, Object value) {
        return new SinkRecord("users", 0, keySchema, key, null, value, offset, 1L, TimestampType.CREATE_TIME);
    }
}
