package io.mysqlredis.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.command.HashField;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.BeforeImage;
import io.mysqlredis.sink.event.ChangeEvent;
import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.ColumnType;
import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.event.Operation;
import io.mysqlredis.sink.event.Origin;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.Rows;
import io.mysqlredis.sink.event.TableId;
import io.mysqlredis.sink.filter.EventFilter;
import io.mysqlredis.sink.filter.RowFilter;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChangeLogTest {

    private static final TableId ORDERS = new TableId("shop", "orders");
    private static final Row KEY = Rows.texts("id", "7");
    private static final Row OPEN = Rows.texts("id", "7", "status", "open");
    private static final Row PAID = Rows.texts("id", "7", "status", "paid");

    @Test
    void anUpdateTellsBothImagesItsTimeAndItsPlaces() {
        Origin origin = new Origin(
                Operation.UPDATE,
                1_700_000_000_000L,
                Optional.empty(),
                () -> Map.of("file", "binlog.000004", "pos", 11438L, "row", 0L, "gtid", "a:36", "thread", 17L));
        ChangeEvent update = new ChangeEvent.Upsert(ORDERS, KEY, BeforeImage.of(() -> OPEN), PAID, origin);

        assertThat(entry(log("changes", "", ""), update))
                .containsExactly(
                        Map.entry("op", "update"),
                        Map.entry("table", "shop.orders"),
                        Map.entry("ts_ms", "1700000000000"),
                        Map.entry("key", "{\"id\":\"7\"}"),
                        Map.entry("before", "{\"id\":\"7\",\"status\":\"open\"}"),
                        Map.entry("after", "{\"id\":\"7\",\"status\":\"paid\"}"),
                        Map.entry("source", "{\"gtid\":\"a:36\",\"file\":\"binlog.000004\",\"pos\":11438,\"row\":0}"),
                        Map.entry("record", "mysql.shop.orders-3@42"));
    }

    @Test
    void whatIsNotThereHasNoField() {
        Mapping log = log("changes", "", "");

        assertThat(entry(log, Rows.insert(ORDERS, KEY, OPEN)))
                .containsEntry("op", "insert")
                .containsKey("after")
                .doesNotContainKey("before");
        assertThat(entry(log, Rows.delete(ORDERS, KEY, OPEN)))
                .containsEntry("op", "delete")
                .containsKey("before")
                .doesNotContainKey("after");
        assertThat(entry(log, new ChangeEvent.Tombstone(ORDERS, KEY, Optional.of(Rows.origin(Operation.DELETE)))))
                .containsEntry("op", "delete")
                .containsEntry("key", "{\"id\":\"7\"}")
                .doesNotContainKeys("before", "after");
    }

    @Test
    void theKeyReadsAsTheRowDoes() {
        // Only in the row does the source tell a BIGINT UNSIGNED from a DECIMAL.
        Row key = Rows.row(
                new Columns(List.of(new Column("id", ColumnType.DECIMAL))), new BigDecimal("18446744073709551615"));
        Row row =
                Rows.row(new Columns(List.of(new Column("id", ColumnType.UNSIGNED), Rows.text("status"))), -1L, "open");
        Mapping log = log("changes", "", "");

        assertThat(entry(log, Rows.insert(ORDERS, key, row))).containsEntry("key", "{\"id\":18446744073709551615}");
        assertThat(entry(log, Rows.delete(ORDERS, key, row))).containsEntry("key", "{\"id\":18446744073709551615}");
    }

    @Test
    void aTableWithAnotherKeyAndTheSameColumnsIsLoggedWithThatKey() {
        Mappings mappings = mappings(log("changes", "", ""));

        assertThat(entry(mappings, Rows.insert(ORDERS, KEY, OPEN))).containsEntry("key", "{\"id\":\"7\"}");
        assertThat(entry(mappings, Rows.insert(ORDERS, Rows.texts("status", "open"), OPEN)))
                .containsEntry("key", "{\"status\":\"open\"}");
    }

    @Test
    void aChangeIsLoggedIfTheRowMatchedBeforeOrAfter() {
        Mapping log = log("changes", "row.status == 'open'", "");

        assertThat(entry(log, Rows.update(ORDERS, KEY, OPEN, PAID))).isNotEmpty();
        assertThat(entry(log, Rows.update(ORDERS, KEY, PAID, OPEN))).isNotEmpty();
        assertThat(entry(log, Rows.update(ORDERS, KEY, PAID, PAID))).isEmpty();
        assertThat(entry(log, Rows.insert(ORDERS, KEY, PAID))).isEmpty();
        assertThat(entry(log, Rows.delete(ORDERS, KEY, OPEN))).isNotEmpty();
    }

    @Test
    void eventsChooseByWhatHappened() {
        Mapping log = log("changes", "", "op == 'update' && before.status != after.status");

        assertThat(entry(log, Rows.update(ORDERS, KEY, OPEN, PAID))).isNotEmpty();
        assertThat(entry(log, Rows.update(ORDERS, KEY, OPEN, OPEN))).isEmpty();
        assertThat(entry(log, Rows.insert(ORDERS, KEY, OPEN))).isEmpty();
    }

    @Test
    void eventsWithoutAnAnswerNameTheirSetting() {
        Mapping log = log("changes", "", "before.status != 'x'");

        assertThatThrownBy(() -> entry(log, Rows.insert(ORDERS, KEY, OPEN)))
                .isInstanceOf(BadRecordException.class)
                .hasMessageStartingWith("mappings.log.events: ");
    }

    @Test
    void theStreamCanDependOnTheRow() {
        Mapping log = log("changes:${status}", "", "");

        assertThat(append(log, Rows.update(ORDERS, KEY, OPEN, PAID))
                        .orElseThrow()
                        .key()
                        .name())
                .hasToString("changes:paid");
        assertThat(append(log, Rows.delete(ORDERS, KEY, OPEN))
                        .orElseThrow()
                        .key()
                        .name())
                .hasToString("changes:open");
        assertThat(append(log, Rows.insert(ORDERS, KEY, Rows.texts("id", "7", "status", null))))
                .isEmpty();
    }

    /** As the first record of a task, after a delete event that another one applied. */
    @Test
    void aTombstoneIsNothingWhereItsDeleteEventDidTheWork() {
        ChangeEvent tombstone = new ChangeEvent.Tombstone(ORDERS, KEY, Optional.of(Rows.origin(Operation.DELETE)));

        assertThat(entry(log("changes:${status}", "", ""), tombstone)).isEmpty();
        assertThat(entry(log("changes", "", "op == 'delete' && before.status == 'paid'"), tombstone))
                .isEmpty();
    }

    @Test
    void aTombstoneThatRepeatsADeleteEventIsNoEntry() {
        assertThat(entry(log("changes", "", ""), new ChangeEvent.Tombstone(ORDERS, KEY, Optional.empty())))
                .isEmpty();
    }

    @Test
    void anAppliedTruncateIsAnEntryToo() {
        ChangeEvent truncate = new ChangeEvent.Truncate(ORDERS, OPEN.columns(), Rows.origin(Operation.TRUNCATE));

        assertThat(entry(log("changes", "", ""), truncate))
                .containsEntry("op", "truncate")
                .doesNotContainKeys("key", "before", "after");
        assertThatThrownBy(() -> entry(log("changes:${status}", "", ""), truncate))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("mappings.log");
    }

    private static Map<String, String> entry(Mapping log, ChangeEvent event) {
        return entry(mappings(log), event);
    }

    private static Map<String, String> entry(Mappings log, ChangeEvent event) {
        Map<String, String> fields = new LinkedHashMap<>();
        append(log, event).ifPresent(append -> {
            for (HashField field : append.fields()) {
                fields.put(field.name().toString(), field.value().toString());
            }
        });
        return fields;
    }

    private static Optional<RedisCommand.Append> append(Mapping log, ChangeEvent event) {
        return append(mappings(log), event);
    }

    private static Mappings mappings(Mapping log) {
        return new Mappings(List.of(log), TruncatePolicy.APPLY, ValueRendering.ISO);
    }

    private static Optional<RedisCommand.Append> append(Mappings log, ChangeEvent event) {
        Write write = log.apply(event, new RecordPosition("mysql.shop.orders", 3, 42));
        assertThat(write.sweeps()).isEmpty();
        assertThat(write.commands()).hasSizeLessThan(2);
        return write.commands().stream().map(RedisCommand.Append.class::cast).findFirst();
    }

    private static Mapping log(String key, String where, String events) {
        return new Mapping(
                "mappings.log",
                TablePattern.parse("shop\\.orders"),
                Template.parse(key),
                new StreamType(
                        new DocumentColumns(ColumnSelection.ALL, false),
                        Optional.of(events).filter(text -> !text.isEmpty()).map(EventFilter::compile),
                        OptionalLong.empty()),
                Optional.of(where).filter(text -> !text.isEmpty()).map(RowFilter::compile),
                false);
    }
}
