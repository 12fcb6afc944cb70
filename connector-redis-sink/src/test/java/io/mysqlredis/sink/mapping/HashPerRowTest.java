package io.mysqlredis.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.command.HashField;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisKey;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.ChangeEvent;
import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.ColumnType;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.TableId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashPerRowTest {

    private static final TableId CUSTOMERS = new TableId("shop", "customers");

    private final HashPerRow mapping = new HashPerRow();

    @Test
    void anUpsertReplacesTheHashWithTheColumnsThatAreNotNull() {
        Row after = new Row(List.of(column("id"), column("name"), column("email")), Arrays.asList("1", "Ada", null));

        assertThat(commands(new ChangeEvent.Upsert(CUSTOMERS, key("1"), after)))
                .containsExactly(new RedisCommand.ReplaceHash(
                        RedisKey.of("customers:1"), List.of(HashField.of("id", "1"), HashField.of("name", "Ada"))));
    }

    @Test
    void anEmptyTextIsAFieldAndNotNull() {
        Row after = new Row(List.of(column("name")), List.of(""));

        assertThat(commands(new ChangeEvent.Upsert(CUSTOMERS, key("1"), after)))
                .containsExactly(
                        new RedisCommand.ReplaceHash(RedisKey.of("customers:1"), List.of(HashField.of("name", ""))));
    }

    @Test
    void aDeleteRemovesTheKey() {
        assertThat(commands(new ChangeEvent.Delete(CUSTOMERS, key("1"))))
                .containsExactly(new RedisCommand.Delete(RedisKey.of("customers:1")));
    }

    @Test
    void aRowWhoseColumnsAreAllNullLeavesNoKey() {
        Row after = new Row(List.of(column("name")), Arrays.asList((Object) null));

        assertThat(commands(new ChangeEvent.Upsert(CUSTOMERS, key("1"), after)))
                .containsExactly(new RedisCommand.Delete(RedisKey.of("customers:1")));
    }

    @Test
    void nothingCausesNoCommand() {
        assertThat(commands(new ChangeEvent.Nothing())).isEmpty();
    }

    @Test
    void truncateIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> commands(new ChangeEvent.Truncate(CUSTOMERS)))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("shop.customers")
                .hasMessageContaining("skipped.operations=t");
    }

    @Test
    void theSameTableNameInAnotherDatabaseIsRefused() {
        commands(new ChangeEvent.Delete(CUSTOMERS, key("1")));
        commands(new ChangeEvent.Delete(CUSTOMERS, key("2")));

        assertThatThrownBy(() -> commands(new ChangeEvent.Delete(new TableId("archive", "customers"), key("1"))))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("archive.customers")
                .hasMessageContaining("shop.customers");
    }

    @ParameterizedTest
    @CsvSource({
        "t:1, 1",
        "t:a:b, a:b",
        "t:a\\b, a\\b",
        "t:, ''",
        "t:a:b, a|b",
        "t:a\\:b:c, a:b|c",
        "t:a:b:c, a|b:c",
        "t:a\\\\:b, a\\|b",
        "t:::c, ||c",
        "t:\\:::c, :||c",
    })
    void keysJoinTheirColumnsSoThatTwoRowsNeverShareOne(String expected, String columns) {
        Row key = key(columns.split("\\|", -1));

        assertThat(commands(new ChangeEvent.Delete(new TableId("shop", "t"), key)))
                .containsExactly(new RedisCommand.Delete(RedisKey.of(expected)));
    }

    @Test
    void aColonInTheTableNameIsEscapedToo() {
        assertThat(commands(new ChangeEvent.Delete(new TableId("shop", "a:b"), key("1"))))
                .containsExactly(new RedisCommand.Delete(RedisKey.of("a\\:b:1")));
    }

    @Test
    void aKeyColumnThatIsNullIsRefused() {
        Row key = new Row(List.of(column("code")), Arrays.asList((Object) null));

        assertThatThrownBy(() -> commands(new ChangeEvent.Delete(CUSTOMERS, key)))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("key column code is NULL");
    }

    private List<RedisCommand> commands(ChangeEvent event) {
        return event.dispatch(mapping);
    }

    private static Row key(String... values) {
        return new Row(
                IntStream.range(0, values.length).mapToObj(i -> column("k" + i)).toList(), List.of((Object[]) values));
    }

    private static Column column(String name) {
        return new Column(name, ColumnType.TEXT);
    }
}
