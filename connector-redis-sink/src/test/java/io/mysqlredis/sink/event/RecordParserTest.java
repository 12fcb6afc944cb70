package io.mysqlredis.sink.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.RecordedRecords;
import io.mysqlredis.sink.transform.TruncateKey;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordParserTest {

    private static final TableId CUSTOMERS = new TableId("shop", "customers");

    private final RecordParser parser = new RecordParser();

    @Test
    void snapshotReadsInsertsAndUpdatesAreUpserts() {
        List<SinkRecord> records = RecordedRecords.of("json-default.shop.shop.customers");

        assertThat(upsert(records.get(0)).table()).isEqualTo(CUSTOMERS);
        assertThat(upsert(records.get(0)).key().values()).containsExactly(1);
        assertThat(upsert(records.get(0)).after().values()).startsWith(1, "Ada", "ada@x.io");
        assertThat(upsert(records.get(3)).after().values()).startsWith(10, "Dee", "d@x.io");
        assertThat(upsert(records.get(4)).after().values()).startsWith(1, "Ada L", "ada@x.io");
    }

    @Test
    void nullStaysNullWhereTheColumnHasADefault() {
        Schema row = SchemaBuilder.struct()
                .field("stock", SchemaBuilder.int32().optional().defaultValue(7).build())
                .build();

        Row read = new StructReader().read(new Struct(row).put("stock", null));

        assertThat(read.values()).containsExactly((Object) null);
    }

    @Test
    void aDeleteEventIsADeleteAndItsTombstoneTellsNothingMore() {
        List<SinkRecord> records = RecordedRecords.of("json-default.shop.shop.customers");

        assertThat(parser.parse(records.get(5))).isInstanceOfSatisfying(ChangeEvent.Delete.class, delete -> {
            assertThat(delete.table()).isEqualTo(CUSTOMERS);
            assertThat(delete.key().values()).containsExactly(2);
        });
        assertThat(parser.parse(records.get(6))).isInstanceOf(ChangeEvent.Nothing.class);
    }

    @Test
    void theTombstoneOfADeleteThatWasAppliedBeforeTellsNothingMore() {
        List<SinkRecord> records = RecordedRecords.of("json-default.shop.shop.customers");
        parser.parse(records.get(4));

        parser.pass(records.get(5));

        assertThat(parser.parse(records.get(6))).isInstanceOf(ChangeEvent.Nothing.class);
    }

    @Test
    void aTombstoneThatTheSourceToldAgainWithoutItsDeleteTellsNothing() {
        List<SinkRecord> records = RecordedRecords.of("json-default.shop.shop.customers");
        parser.parse(records.get(7));
        SinkRecord tombstone = records.get(6);
        SinkRecord late = new SinkRecord(
                tombstone.topic(),
                tombstone.kafkaPartition(),
                tombstone.keySchema(),
                tombstone.key(),
                null,
                null,
                records.get(7).kafkaOffset() + 1);

        assertThat(parser.parse(late)).isInstanceOf(ChangeEvent.Nothing.class);
    }

    @Test
    void aTombstoneIsTheDeleteThatCompactionTookAway() {
        List<SinkRecord> records = RecordedRecords.of("json-default.shop.shop.customers");
        parser.parse(records.get(7));

        assertThat(parser.parse(records.get(6))).isInstanceOfSatisfying(ChangeEvent.Tombstone.class, tombstone -> {
            assertThat(tombstone.table()).isEqualTo(CUSTOMERS);
            assertThat(tombstone.key().values()).containsExactly(2);
            assertThat(tombstone.origin()).isEmpty();
        });
    }

    @Test
    void aTombstoneIsNothingWhereItsTopicDoesNotTellItsTable() {
        for (SinkRecord record : RecordedRecords.of("json-default.shop.shop.customers")) {
            SinkRecord rerouted = record.newRecord(
                    "all.shop.people",
                    0,
                    record.keySchema(),
                    record.key(),
                    record.valueSchema(),
                    record.value(),
                    record.timestamp());
            ChangeEvent event = parser.parse(rerouted);
            if (record.value() == null) {
                assertThat(event).isInstanceOf(ChangeEvent.Nothing.class);
            }
        }
    }

    @Test
    void aPrimaryKeyUpdateIsADeleteAndAnUpsert() {
        List<SinkRecord> records = RecordedRecords.of("json-default.shop.shop.customers");

        assertThat(parser.parse(records.get(7)))
                .isInstanceOfSatisfying(
                        ChangeEvent.Delete.class,
                        delete -> assertThat(delete.key().values()).containsExactly(3));
        assertThat(upsert(records.get(9)).key().values()).containsExactly(33);
    }

    @Test
    void aCompositeKeyKeepsTheOrderOfItsColumns() {
        SinkRecord line =
                RecordedRecords.of("json-default.shop.shop.order_lines").get(0);

        assertThat(upsert(line).key().columns().asList())
                .extracting(Column::name)
                .containsExactly("order_id", "sku");
        assertThat(upsert(line).key().values()).containsExactly(100L, "A-1");
    }

    @Test
    void truncateIsToldFromARecordWithoutAKey() {
        SinkRecord truncate =
                RecordedRecords.of("json-default.shop.shop.order_lines").get(4);

        assertThat(parser.parse(truncate))
                .isInstanceOfSatisfying(
                        ChangeEvent.Truncate.class,
                        event -> assertThat(event.table()).isEqualTo(new TableId("shop", "order_lines")));
    }

    @Test
    void aTruncateWithAKeyOfItsOwnIsTheSameEvent() {
        SinkRecord truncate =
                RecordedRecords.of("json-default.shop.shop.order_lines").get(4);
        ChangeEvent.Truncate withoutKey = (ChangeEvent.Truncate) parser.parse(truncate);

        SinkRecord keyed = new TruncateKey<SinkRecord>().apply(truncate);

        assertThat(keyed.key()).isNotNull();
        assertThat(parser.parse(keyed)).isInstanceOfSatisfying(ChangeEvent.Truncate.class, event -> {
            assertThat(event.table()).isEqualTo(withoutKey.table());
            assertThat(event.columns()).isEqualTo(withoutKey.columns());
        });
    }

    @Test
    void aHeartbeatTellsUpToWhenItsSourceHasRead() {
        assertThat(parser.parse(RecordedRecords.of("json-default.__debezium-heartbeat.shop")
                                .get(0))
                        .committedAt())
                .hasValue(1795290864358L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json-default.__debezium-heartbeat.shop",
                "json-default.shop.transaction",
                "json-default.shop",
            })
    void heartbeatsTransactionsAndSchemaChangesChangeNoRow(String file) {
        List<SinkRecord> records = RecordedRecords.of(file);

        assertThat(records)
                .isNotEmpty()
                .allSatisfy(record -> assertThat(parser.parse(record)).isInstanceOf(ChangeEvent.Nothing.class));
    }

    @Test
    void aRowWithoutAKeyIsRefusedWithTheSettingThatGivesItOne() {
        List<SinkRecord> records = RecordedRecords.of("json-default.shop.shop.no_pk");

        assertThat(records.subList(0, 4))
                .allSatisfy(record -> assertThatThrownBy(() -> parser.parse(record))
                        .isInstanceOf(BadRecordException.class)
                        .hasMessageContaining("no key")
                        .hasMessageContaining("message.key.columns"));
    }

    @Test
    void anEnvelopeWithoutASchemaIsRefused() {
        assertThatThrownBy(() -> parser.parse(record(null, Map.of("op", "c", "source", Map.of()))))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("value.converter.schemas.enable");
    }

    @Test
    void aRowWhoseColumnsAreCalledLikePartsOfAnEnvelopeIsARow() {
        SinkRecord sale = new SinkRecord(
                "mysql.shop.sales", 0, null, "7", null, Map.of("op", "sale", "source", "web"), 0, 0L, null);

        assertThat(parser.parse(sale)).isInstanceOf(ChangeEvent.Upsert.class);
    }

    @Test
    void aValueThatIsNeitherAChangeNorARowIsRefused() {
        assertThatThrownBy(() -> parser.parse(record(Schema.STRING_SCHEMA, "text")))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("topics.regex");
    }

    @Test
    void anUpdateTellsTheRowBefore() {
        ChangeEvent.Upsert update =
                upsert(RecordedRecords.of("json-default.shop.shop.customers").get(4));

        assertThat(update.origin().operation()).isEqualTo(Operation.UPDATE);
        assertThat(update.before().isKnown()).isTrue();
        assertThat(update.before().row().orElseThrow().values()).startsWith(1, "Ada", "ada@x.io");
    }

    @Test
    void anUpdateWithoutItsBeforeImageSaysThatNothingIsKnown() {
        SinkRecord update =
                RecordedRecords.of("json-default.shop.shop.customers").get(4);
        ((Struct) update.value()).put("before", null);

        assertThat(upsert(update).before().isKnown()).isFalse();
    }

    @Test
    void anInsertAndASnapshotReadHaveNothingBefore() {
        List<SinkRecord> records = RecordedRecords.of("json-default.shop.shop.customers");

        assertThat(upsert(records.get(0)).origin().operation()).isEqualTo(Operation.SNAPSHOT_READ);
        assertThat(upsert(records.get(3)).origin().operation()).isEqualTo(Operation.INSERT);
        for (int i : List.of(0, 3)) {
            assertThat(upsert(records.get(i)).before().isKnown()).isTrue();
            assertThat(upsert(records.get(i)).before().row()).isEmpty();
        }
    }

    @Test
    void theOriginTellsTheTimeOfTheCommitAndThePlaceInTheBinlog() {
        ChangeEvent.Delete delete = (ChangeEvent.Delete) parser.parse(
                RecordedRecords.of("json-default.shop.shop.customers").get(5));

        assertThat(delete.origin().committedAt()).isEqualTo(1795290897482L);
        assertThat(delete.origin().source().get())
                .containsEntry("file", "binlog.000004")
                .containsEntry("pos", 11438L)
                .containsEntry("row", 0L)
                .containsEntry("gtid", "cd2e7cbe-e5e4-11f1-b560-02fc00000001:36")
                .doesNotContainKey("sequence");
    }

    @Test
    void aTombstoneIsUncertainWhereNothingOfItsTopicWasSeen() {
        List<SinkRecord> records = RecordedRecords.of("json-default.shop.shop.customers");

        assertThat(parser.parse(records.get(6))).isInstanceOfSatisfying(ChangeEvent.Tombstone.class, tombstone -> {
            assertThat(tombstone.table()).isEqualTo(CUSTOMERS);
            assertThat(tombstone.key().values()).containsExactly(2);
        });
    }

    @Test
    void anUnknownOperationIsRefusedAndNotSkipped() {
        SinkRecord insert =
                RecordedRecords.of("json-default.shop.shop.customers").get(3);
        ((Struct) insert.value()).put("op", "x");

        assertThatThrownBy(() -> parser.parse(insert))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("op=x");
    }

    @Test
    void anUpsertWithoutItsRowIsRefused() {
        SinkRecord insert =
                RecordedRecords.of("json-default.shop.shop.customers").get(3);
        ((Struct) insert.value()).put("after", null);

        assertThatThrownBy(() -> parser.parse(insert))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("binlog_row_image=FULL");
    }

    private ChangeEvent.Upsert upsert(SinkRecord record) {
        return (ChangeEvent.Upsert) parser.parse(record);
    }

    private static SinkRecord record(Schema schema, Object value) {
        return new SinkRecord("mysql.shop.customers", 0, null, null, schema, value, 0);
    }
}
