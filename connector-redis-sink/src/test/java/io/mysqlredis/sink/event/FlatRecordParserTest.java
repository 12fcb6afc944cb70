package io.mysqlredis.sink.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.FlattenedRecords;
import io.mysqlredis.sink.RecordedRecords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlatRecordParserTest {

    private static final String FILE = "json-default.shop.shop.customers";
    private static final TableId CUSTOMERS = new TableId("shop", "customers");

    private final RecordParser parser = new RecordParser();

    @ParameterizedTest
    @ValueSource(strings = {"drop", "tombstone", "rewrite", "rewrite-with-tombstone", "delete-to-tombstone"})
    void whatTheTransformAddsIsNoColumn(String deletes) {
        List<SinkRecord> records = FlattenedRecords.withAddedFields(FILE, deletes);

        assertThat(((Struct) records.get(4).value()).schema().fields())
                .filteredOn(field -> field.name().startsWith("__"))
                .hasSizeGreaterThanOrEqualTo(12);
        for (SinkRecord record : records) {
            ChangeEvent event = parser.parse(record);
            if (event instanceof ChangeEvent.Upsert upsert) {
                assertThat(upsert.after().columns().asList())
                        .extracting(Column::name)
                        .startsWith("id", "name", "email")
                        .noneMatch(name -> name.startsWith("__"));
            }
        }
    }

    /** By the number of the recorded event: what is left of it, and what it is read as. */
    @ParameterizedTest
    @CsvSource({
        "drop, 'upsert upsert upsert upsert upsert upsert'",
        "tombstone, 'upsert upsert upsert upsert upsert delete? delete? upsert'",
        "delete-to-tombstone, 'upsert upsert upsert upsert upsert delete? delete? upsert'",
        "rewrite, 'upsert upsert upsert upsert upsert delete delete upsert'",
        "rewrite-with-tombstone, 'upsert upsert upsert upsert upsert delete nothing delete nothing upsert'",
    })
    void deletesComeInTheFormThatTheTransformGivesThem(String deletes, String expected) {
        List<String> kinds = new ArrayList<>();
        for (SinkRecord record : FlattenedRecords.of(RecordedRecords.of(FILE).subList(0, 10), deleteMode(deletes))) {
            ChangeEvent event = parser.parse(record);
            kinds.add(kind(event));
            if (event instanceof ChangeEvent.Delete delete) {
                assertThat(delete.table()).isEqualTo(CUSTOMERS);
                assertThat(delete.key().values()).hasSize(1);
            }
        }

        assertThat(String.join(" ", kinds)).isEqualTo(expected);
    }

    private static String kind(ChangeEvent event) {
        if (event instanceof ChangeEvent.Delete delete) {
            return delete.before().isKnown() ? "delete" : "delete?";
        }
        return event instanceof ChangeEvent.Upsert
                ? "upsert"
                : event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Test
    void aRewrittenDeleteBringsTheRowAsItWas() {
        SinkRecord record = FlattenedRecords.of(FILE, "rewrite").get(5);

        assertThat(parser.parse(record)).isInstanceOfSatisfying(ChangeEvent.Delete.class, delete -> {
            assertThat(delete.before().row().orElseThrow().values()).startsWith(2, "Bob");
            assertThat(delete.origin().operation()).isEqualTo(Operation.DELETE);
        });
    }

    @Test
    void aTombstoneIsADeleteWhereRowsWereSeenAndUncertainWhereNothingWas() {
        List<SinkRecord> records = FlattenedRecords.of(FILE, "tombstone");

        assertThat(parser.parse(records.get(5))).isInstanceOf(ChangeEvent.Tombstone.class);
        parser.parse(records.get(0));
        assertThat(parser.parse(records.get(5))).isInstanceOf(ChangeEvent.Delete.class);
    }

    @Test
    void anInsertHasNothingBeforeItAndAnUpdateTellsNothingOfIt() {
        List<SinkRecord> records = FlattenedRecords.withAddedFields(FILE, "tombstone");

        assertThat(upsert(records.get(0)).origin().operation()).isEqualTo(Operation.SNAPSHOT_READ);
        assertThat(upsert(records.get(0)).before()).isSameAs(BeforeImage.none());
        assertThat(upsert(records.get(3)).origin().operation()).isEqualTo(Operation.INSERT);
        assertThat(upsert(records.get(3)).before()).isSameAs(BeforeImage.none());
        assertThat(upsert(records.get(4)).origin().operation()).isEqualTo(Operation.UPDATE);
        assertThat(upsert(records.get(4)).before()).isSameAs(BeforeImage.unknown());
    }

    @Test
    void withoutItsOperationAnUpsertMayBeEither() {
        SinkRecord insert = FlattenedRecords.of(FILE, "tombstone").get(3);

        assertThat(upsert(insert).origin().operation()).isEqualTo(Operation.UPSERT);
        assertThat(upsert(insert).before()).isSameAs(BeforeImage.unknown());
    }

    @Test
    void theOriginIsWhatTheTransformAdded() {
        SinkRecord update = FlattenedRecords.withAddedFields(FILE, "tombstone").get(4);

        assertThat(upsert(update).origin().committedAt()).isEqualTo(1795290897481L);
        assertThat(upsert(update).origin().source().get())
                .containsEntry("file", "binlog.000004")
                .containsEntry("gtid", "cd2e7cbe-e5e4-11f1-b560-02fc00000001:35")
                .containsKey("pos")
                .allSatisfy((name, value) -> assertThat(value).isInstanceOfAny(String.class, Long.class));
    }

    @Test
    void withoutAddedFieldsTheOriginIsTheRecord() {
        SinkRecord update = FlattenedRecords.of(FILE, "tombstone").get(4);

        assertThat(upsert(update).origin().committedAt()).isEqualTo(update.timestamp());
        assertThat(upsert(update).origin().source().get()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mysql.shop.customers, shop, customers",
        "shop.customers, shop, customers",
        "customers, '', customers",
        "a.b.shop.customers, shop, customers",
        "jdbc-customers, '', jdbc-customers",
    })
    void theTableIsTheEndOfTheTopicsName(String topic, String database, String table) {
        assertThat(upsert(plain(topic, 1L, Map.of("name", "Ada"))).table()).isEqualTo(new TableId(database, table));
    }

    @Test
    void theRecordNamesItsTableOnlyWhereItsDeletesDoSoToo() {
        for (String deletes : List.of("tombstone", "rewrite")) {
            TableId expected = deletes.equals("rewrite") ? CUSTOMERS : new TableId("", "people");
            for (SinkRecord record : FlattenedRecords.withAddedFields(FILE, deletes)) {
                ChangeEvent event = parser.parse(inTopic("people", record));
                assertThat(
                                event instanceof ChangeEvent.Delete delete
                                        ? delete.table()
                                        : upsert(event).table())
                        .as(deletes)
                        .isEqualTo(expected);
            }
        }
    }

    /** Not ours to mend, as nothing of the NULL is left: what the docs tell to set. */
    @ParameterizedTest
    @CsvSource({"rewrite, true, std", "rewrite, false, ", "tombstone, true, "})
    void aRewrittenRowKeepsItsNullOnlyWhereTheTransformIsToldSo(String deletes, String replaceNull, String tier) {
        List<SinkRecord> records = RecordedRecords.of(FILE);
        SinkRecord update = records.get(records.size() - 1);
        ((Struct) update.value()).getStruct("after").put("tier", null);

        Row row = upsert(FlattenedRecords.of(
                                List.of(update),
                                Map.of(
                                        "delete.tombstone.handling.mode",
                                        deletes,
                                        "replace.null.with.default",
                                        replaceNull))
                        .get(0))
                .after();

        assertThat(row.value(row.columns().indexOf("tier"))).isEqualTo(tier);
    }

    @Test
    void aMapWithoutSchemaIsTheSameRow() {
        SinkRecord update = FlattenedRecords.withAddedFields(FILE, "rewrite").get(4);
        SinkRecord delete = FlattenedRecords.withAddedFields(FILE, "rewrite").get(5);

        ChangeEvent.Upsert upsert = upsert(FlattenedRecords.withoutSchema(update));

        assertThat(upsert.table()).isEqualTo(CUSTOMERS);
        assertThat(upsert.key().values()).containsExactly(1L);
        assertThat(upsert.after().columns().asList())
                .extracting(Column::name)
                .contains("id", "name")
                .noneMatch(name -> name.startsWith("__"));
        assertThat(upsert.origin().committedAt()).isEqualTo(1795290897481L);
        assertThat(upsert.origin().operation()).isEqualTo(Operation.UPDATE);
        assertThat(parser.parse(FlattenedRecords.withoutSchema(delete))).isInstanceOf(ChangeEvent.Delete.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json-default.__debezium-heartbeat.shop",
                "json-default.shop.transaction",
                "json-default.shop",
            })
    void heartbeatsTransactionsAndSchemaChangesChangeNoRow(String file) {
        List<SinkRecord> records = FlattenedRecords.of(file, "tombstone");

        assertThat(records).isNotEmpty().allSatisfy(record -> {
            assertThat(parser.parse(record)).isInstanceOf(ChangeEvent.Nothing.class);
            assertThat(parser.parse(FlattenedRecords.withoutSchema(record))).isInstanceOf(ChangeEvent.Nothing.class);
        });
    }

    @Test
    void aRowWithoutAKeyIsRefusedWithWhatGivesItOne() {
        assertThatThrownBy(() -> parser.parse(plain("t", null, Map.of("name", "Ada"))))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContainingAll("it has no key", "message.key.columns", "ValueToKey");
    }

    @Test
    void anObjectInsideARowIsRefusedWithWhatMakesItFlat() {
        assertThatThrownBy(() -> parser.parse(plain("t", 1L, Map.of("address", Map.of("city", "Berlin")))))
                .isInstanceOf(BadRecordException.class)
                .hasMessage(
                        "its field address holds an object; make it flat with the transform Flatten, or leave it out"
                                + " with the transform ReplaceField");
    }

    @Test
    void aStructWithoutAddedFieldsKeepsAllItsFields() {
        Schema schema = SchemaBuilder.struct()
                .field("__v", Schema.INT32_SCHEMA)
                .field("_id", Schema.STRING_SCHEMA)
                .build();
        Struct value = new Struct(schema).put("__v", 3).put("_id", "x");

        assertThat(upsert(plain("t", "x", schema, value)).after().values()).containsExactly(3, "x");
    }

    private static Map<String, String> deleteMode(String deletes) {
        return Map.of("delete.tombstone.handling.mode", deletes);
    }

    private ChangeEvent.Upsert upsert(SinkRecord record) {
        return upsert(parser.parse(record));
    }

    private static ChangeEvent.Upsert upsert(ChangeEvent event) {
        return (ChangeEvent.Upsert) event;
    }

    private static SinkRecord inTopic(String topic, SinkRecord record) {
        return record.newRecord(
                topic,
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp());
    }

    private static SinkRecord plain(String topic, Object key, Map<String, Object> value) {
        return plain(topic, key, null, new HashMap<>(value));
    }

    private static SinkRecord plain(String topic, Object key, Schema schema, Object value) {
        return new SinkRecord(topic, 0, null, key, schema, value, 7, 1_700_000_000_000L, TimestampType.CREATE_TIME);
    }
}
