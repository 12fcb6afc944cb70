package io.mysqlredis.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.Wire;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.BeforeImage;
import io.mysqlredis.sink.event.ChangeEvent;
import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.event.Operation;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.Rows;
import io.mysqlredis.sink.event.TableId;
import io.mysqlredis.sink.filter.RowFilter;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one mapping makes of one change, by who owns the entry and what is known of the row before. */
class RowEntriesTest {

    private static final TableId ORDERS = new TableId("shop", "orders");
    private static final Template BY_USER = Template.parse("user:${user}:orders");
    private static final Template BY_KEY = Template.parse("order:${id}");
    private static final SetEntry MEMBER = new SetEntry(Template.parse("${id}"));
    private static final HashEntry HASH = new HashEntry(ColumnSelection.ALL, false, Optional.empty());
    private static final ValueEntry ID = new ValueEntry(Template.parse("${id}"), Optional.empty());

    private static final Row KEY = Rows.texts("id", "7");

    @Test
    void anInsertAddsTheEntry() {
        assertThat(requests(BY_USER, MEMBER, Rows.insert(ORDERS, KEY, row("ada", "open"))))
                .containsExactly("SADD user:ada:orders 7");
    }

    @Test
    void anUpdateThatMovesTheEntryRemovesTheOldOneFirst() {
        assertThat(requests(BY_USER, MEMBER, update(row("ada", "open"), row("bob", "open"))))
                .containsExactly("SREM user:ada:orders 7", "SADD user:bob:orders 7");
    }

    @Test
    void anUpdateThatDoesNotMoveTheEntryRemovesNothing() {
        assertThat(requests(BY_USER, MEMBER, update(row("ada", "open"), row("ada", "paid"))))
                .containsExactly("SADD user:ada:orders 7");
    }

    @Test
    void aDeleteRemovesTheEntryThatTheBeforeImageTells() {
        assertThat(requests(BY_USER, MEMBER, Rows.delete(ORDERS, KEY, row("ada", "open"))))
                .containsExactly("SREM user:ada:orders 7");
    }

    @Test
    void nullInTheKeyIsNoEntry() {
        assertThat(requests(BY_USER, MEMBER, Rows.insert(ORDERS, KEY, row(null, "open"))))
                .isEmpty();
        assertThat(requests(BY_USER, MEMBER, update(row("ada", "open"), row(null, "open"))))
                .containsExactly("SREM user:ada:orders 7");
        assertThat(requests(BY_USER, MEMBER, update(row(null, "open"), row("ada", "open"))))
                .containsExactly("SADD user:ada:orders 7");
        assertThat(requests(BY_USER, MEMBER, Rows.delete(ORDERS, KEY, row(null, "open"))))
                .isEmpty();
    }

    @Test
    void aRowThatStopsToMatchIsRemovedAndOneThatStartsAppears() {
        Mapping open = mapping(BY_USER, MEMBER, "row.status == 'open'", false);

        assertThat(requests(open, update(row("ada", "open"), row("ada", "paid"))))
                .containsExactly("SREM user:ada:orders 7");
        assertThat(requests(open, update(row("ada", "paid"), row("ada", "open"))))
                .containsExactly("SADD user:ada:orders 7");
        assertThat(requests(open, update(row("ada", "open"), row("bob", "paid"))))
                .containsExactly("SREM user:ada:orders 7", "SREM user:bob:orders 7");
    }

    @Test
    void whereTheKeyTellsThePlaceNoBeforeImageIsNeeded() {
        assertThat(requests(BY_KEY, ID, upsert(BeforeImage.unknown(), row("ada", "open"))))
                .containsExactly("SET order:7 7");
        assertThat(requests(
                        BY_KEY, ID, new ChangeEvent.Tombstone(ORDERS, KEY, Optional.of(Rows.origin(Operation.DELETE)))))
                .containsExactly("DEL order:7");
        assertThat(requests(
                        mapping(BY_KEY, ID, "row.status == 'open'", false),
                        upsert(BeforeImage.unknown(), row("ada", "paid"))))
                .containsExactly("DEL order:7");
    }

    @Test
    void aRowWhoseColumnsAreAllNullLeavesNoHash() {
        HashEntry status = new HashEntry(ColumnSelection.parse("status"), false, Optional.empty());

        assertThat(requests(BY_KEY, status, update(row("ada", "open"), row("ada", null))))
                .containsExactly("DEL order:7");
    }

    @Test
    void nullsThatAreEmptyAreFields() {
        HashEntry status = new HashEntry(ColumnSelection.parse("status"), true, Optional.empty());

        assertThat(requests(BY_KEY, status, update(row("ada", "open"), row("ada", null))))
                .containsExactly("DEL order:7", "HSET order:7 status ");
    }

    @Test
    void anEmptyTextIsAFieldAndNotNull() {
        assertThat(requests(BY_KEY, HASH, Rows.insert(ORDERS, KEY, row("", null))))
                .containsExactly("DEL order:7", "HSET order:7 id 7 user ");
    }

    @Test
    void aMissingBeforeImageIsRefusedWhereOneIsNeeded() {
        for (ChangeEvent event : List.of(
                upsert(BeforeImage.unknown(), row("ada", "open")),
                new ChangeEvent.Delete(ORDERS, KEY, BeforeImage.unknown(), Rows.origin(Operation.DELETE)))) {
            assertThatThrownBy(() -> requests(BY_USER, MEMBER, event))
                    .isInstanceOf(BadRecordException.class)
                    .hasMessageContaining("mappings.x needs the row as it was before")
                    .hasMessageContaining("ExtractNewRecordState")
                    .hasMessageContaining("binlog_row_image=FULL");
        }
    }

    @Test
    void aTombstoneIsNothingWhereItsDeleteEventDidTheWork() {
        assertThat(requests(
                        BY_USER,
                        MEMBER,
                        new ChangeEvent.Tombstone(ORDERS, KEY, Optional.of(Rows.origin(Operation.DELETE)))))
                .isEmpty();
    }

    @Test
    void aColumnThatIsNotThereIsNamedBeforeAnythingElse() {
        assertThatThrownBy(() ->
                        requests(Template.parse("order:${ID}"), HASH, Rows.insert(ORDERS, KEY, row("ada", "open"))))
                .isInstanceOf(BadRecordException.class)
                .hasMessage(
                        "mappings.x.key names the column ID, which table shop.orders does not have in this record; it has"
                                + " id, user, status");
    }

    @Test
    void aSharedEntryIsRefusedUnlessItsTopicHasOnePartition() {
        Template byStatus = Template.parse("status:${status}");

        assertThatThrownBy(() -> requests(byStatus, ID, Rows.insert(ORDERS, KEY, row("ada", "open"))))
                .isInstanceOf(UnfitMappingException.class)
                .hasMessageContaining("neither its key nor its member holds all of the primary key (id)")
                .hasMessageContaining("mappings.x.shared=single-partition");
        assertThatThrownBy(
                        () -> write(mapping(byStatus, ID, null, true), Rows.insert(ORDERS, KEY, row("ada", "open")), 1))
                .isInstanceOf(UnfitMappingException.class)
                .hasMessageContaining("this record is in partition 1");
        assertThat(requests(mapping(byStatus, ID, null, true), Rows.insert(ORDERS, KEY, row("ada", "open"))))
                .containsExactly("SET status:open 7");
    }

    @Test
    void aRowRemovesASharedEntryOnlyIfItHadIt() {
        Mapping emails = mapping(Template.parse("u:${user}"), ID, "row.status == 'open'", true);

        // Not its own: another row that is open may have the entry.
        assertThat(requests(emails, Rows.delete(ORDERS, KEY, row("ada", "paid"))))
                .isEmpty();
        assertThat(requests(emails, update(row("ada", "paid"), row("ada", "void"))))
                .isEmpty();
        assertThat(requests(emails, Rows.insert(ORDERS, KEY, row("ada", "paid"))))
                .isEmpty();
        assertThat(requests(emails, Rows.delete(ORDERS, KEY, row("ada", "open"))))
                .containsExactly("DEL u:ada");
        assertThat(requests(emails, update(row("ada", "open"), row("bob", "paid"))))
                .containsExactly("DEL u:ada");
    }

    @Test
    void aRowThatWasRefusedHadNoSharedEntryAndItsCorrectionIsTaken() {
        SortedSetEntry scored = new SortedSetEntry(Template.parse("${user}"), "status", false);
        Mapping board = mapping(Template.parse("board"), scored, null, true);
        Columns columns = Rows.columns(Rows.text("user"), Rows.integer("status"));
        Row wrong = Rows.row(columns, "ada", 9_007_199_254_740_993L);
        Row right = Rows.row(columns, "ada", 1L);

        assertThat(requests(board, update(wrong, right))).containsExactly("ZADD board 1 ada");
        assertThat(requests(board, Rows.delete(ORDERS, KEY, wrong))).isEmpty();
    }

    @Test
    void aChangedPrimaryKeyIsFoundByItsNewShape() {
        Mappings mappings = mappings(mapping(Template.parse("${pk}"), ID, null, false));
        Row twoColumns = Rows.texts("id", "7", "user", "ada");

        mappings.apply(Rows.insert(ORDERS, KEY, row("ada", "open")), position(0));

        assertThat(Wire.requests(mappings.apply(Rows.insert(ORDERS, twoColumns, row("ada", "open")), position(0))))
                .containsExactly("SET 7:ada 7");
    }

    @ParameterizedTest
    @CsvSource({"status", "${status"})
    void aFilterThatHasNoAnswerNamesItsSetting(String value) {
        Mapping broken = mapping(BY_KEY, ID, "row.nope == 'x'", false);

        assertThatThrownBy(() -> requests(broken, Rows.insert(ORDERS, KEY, row("ada", value))))
                .isInstanceOf(BadRecordException.class)
                .hasMessageStartingWith("mappings.x.where: ")
                .hasMessageContaining("no such column")
                .hasMessageNotContaining(value);
    }

    private static Row row(String user, String status) {
        return Rows.texts("id", "7", "user", user, "status", status);
    }

    private static ChangeEvent update(Row before, Row after) {
        return Rows.update(ORDERS, KEY, before, after);
    }

    private static ChangeEvent upsert(BeforeImage before, Row after) {
        return new ChangeEvent.Upsert(ORDERS, KEY, before, after, Rows.origin(Operation.UPDATE));
    }

    private static List<String> requests(Template key, EntryType type, ChangeEvent event) {
        return requests(mapping(key, type, null, false), event);
    }

    private static List<String> requests(Mapping mapping, ChangeEvent event) {
        return write(mapping, event, 0);
    }

    private static List<String> write(Mapping mapping, ChangeEvent event, int partition) {
        return Wire.requests(mappings(mapping).apply(event, position(partition)));
    }

    private static Mapping mapping(Template key, EntryType type, String where, boolean isShared) {
        return new Mapping(
                "mappings.x",
                TablePattern.parse("shop\\.orders"),
                key,
                type,
                Optional.ofNullable(where).map(RowFilter::compile),
                isShared);
    }

    private static Mappings mappings(Mapping mapping) {
        return new Mappings(List.of(mapping), TruncatePolicy.FAIL, ValueRendering.ISO);
    }

    private static RecordPosition position(int partition) {
        return new RecordPosition("mysql.shop.orders", partition, 5);
    }
}
