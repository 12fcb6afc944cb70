package io.mysqlredis.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.command.HashField;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisKey;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.ChangeEvent;
import io.mysqlredis.sink.event.Operation;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.Rows;
import io.mysqlredis.sink.event.TableId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashPerRowTest {

    private static final TableId CUSTOMERS = new TableId("shop", "customers");

    private final HashPerRow mapping = new HashPerRow();

    @Test
    void anUpsertReplacesTheHashWithTheColumnsThatAreNotNull() {
        Row after = Rows.texts("id", "1", "name", "Ada", "email", null);

        assertThat(commands(Rows.insert(CUSTOMERS, key("1"), after)))
                .containsExactly(new RedisCommand.ReplaceHash(
                        RedisKey.of("customers:1"), List.of(HashField.of("id", "1"), HashField.of("name", "Ada"))));
    }

    @Test
    void anEmptyTextIsAFieldAndNotNull() {
        Row after = Rows.texts("name", "");

        assertThat(commands(Rows.insert(CUSTOMERS, key("1"), after)))
                .containsExactly(
                        new RedisCommand.ReplaceHash(RedisKey.of("customers:1"), List.of(HashField.of("name", ""))));
    }

    @Test
    void aDeleteRemovesTheKey() {
        assertThat(commands(Rows.delete(CUSTOMERS, key("1"), key("1"))))
                .containsExactly(new RedisCommand.Delete(RedisKey.of("customers:1")));
    }

    @Test
    void aRowWhoseColumnsAreAllNullLeavesNoKey() {
        Row after = Rows.texts("name", null);

        assertThat(commands(Rows.insert(CUSTOMERS, key("1"), after)))
                .containsExactly(new RedisCommand.Delete(RedisKey.of("customers:1")));
    }

    @Test
    void nothingCausesNoCommand() {
        assertThat(commands(new ChangeEvent.Nothing())).isEmpty();
    }

    @Test
    void truncateIsRefusedWithWhatToDo() {
        assertThatThrownBy(() ->
                        commands(new ChangeEvent.Truncate(CUSTOMERS, Rows.columns(), Rows.origin(Operation.TRUNCATE))))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("shop.customers")
                .hasMessageContaining("skipped.operations=t");
    }

    @Test
    void theSameTableNameInAnotherDatabaseIsRefused() {
        commands(Rows.delete(CUSTOMERS, key("1"), key("1")));
        commands(Rows.delete(CUSTOMERS, key("2"), key("2")));

        assertThatThrownBy(() -> commands(Rows.delete(new TableId("archive", "customers"), key("1"), key("1"))))
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

        assertThat(commands(Rows.delete(new TableId("shop", "t"), key, key)))
                .containsExactly(new RedisCommand.Delete(RedisKey.of(expected)));
    }

    @Test
    void aColonInTheTableNameIsEscapedToo() {
        assertThat(commands(Rows.delete(new TableId("shop", "a:b"), key("1"), key("1"))))
                .containsExactly(new RedisCommand.Delete(RedisKey.of("a\\:b:1")));
    }

    @Test
    void aKeyColumnThatIsNullIsRefused() {
        Row key = Rows.texts("code", null);

        assertThatThrownBy(() -> commands(Rows.delete(CUSTOMERS, key, key)))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("key column code is NULL");
    }

    private List<RedisCommand> commands(ChangeEvent event) {
        return event.dispatch(mapping);
    }

    private static Row key(String... values) {
        String[] namesAndValues = new String[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            namesAndValues[2 * i] = "k" + i;
            namesAndValues[2 * i + 1] = values[i];
        }
        return Rows.texts(namesAndValues);
    }
}
