package io.mysqlredis.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.Wire;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.ChangeEvent;
import io.mysqlredis.sink.event.Operation;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.Rows;
import io.mysqlredis.sink.event.TableId;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which mappings a table gets, which are refused, and what a truncate does. */
class MappingsTest {

    private static final RecordPosition POSITION = new RecordPosition("t", 0, 5);
    private static final Row KEY = Rows.texts("id", "7");
    private static final Row ROW = Rows.texts("id", "7", "user", "ada");
    private static final TableId ORDERS = new TableId("shop", "orders");
    private static final TableId ARCHIVED = new TableId("archive", "orders");

    private static final HashEntry HASH = new HashEntry(ColumnSelection.ALL, false, Optional.empty());
    private static final SetEntry SET = new SetEntry(Template.parse("${id}"));

    @Test
    void withoutConfigurationEveryRowIsAHash() {
        assertThat(insert(mappings(Mapping.HASH_PER_ROW), ORDERS))
                .containsExactly("DEL orders:7", "HSET orders:7 id 7 user ada");
    }

    @Test
    void severalMappingsOfATableAreOneWriteInTheirOrder() {
        Mappings mappings = mappings(
                mapping("shop\\.orders", "user:${user}:orders", SET),
                mapping("shop\\..+", "${table}:${pk}", HASH),
                mapping("shop\\.customers", "c:${pk}", HASH));

        assertThat(insert(mappings, ORDERS))
                .containsExactly("SADD user:ada:orders 7", "DEL orders:7", "HSET orders:7 id 7 user ada");
    }

    @Test
    void rowsThatNoMappingTakesAreCounted() {
        Mappings mappings = mappings(mapping("shop\\.orders", "${pk}", HASH));

        assertThat(insert(mappings, ORDERS)).isNotEmpty();
        assertThat(insert(mappings, ARCHIVED)).isEmpty();
        assertThat(insert(mappings, ARCHIVED)).isEmpty();

        assertThat(mappings.unmatched()).isEqualTo(Map.of(ARCHIVED, 2L));
        assertThat(mappings.takeNotices())
                .containsExactly("no mapping takes table archive.orders: its rows are left out");
        insert(mappings, ARCHIVED);
        assertThat(mappings.takeNotices()).isEmpty();
    }

    @Test
    void aTableOfTheSameNameInAnotherDatabaseIsRefusedEachTime() {
        Mappings mappings = mappings(Mapping.HASH_PER_ROW);
        insert(mappings, ORDERS);

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> insert(mappings, ARCHIVED))
                    .isInstanceOf(UnfitMappingException.class)
                    .hasMessageContaining("table archive.orders has the same entries in mappings as table shop.orders")
                    .hasMessageContaining("${database}");
        }
        assertThat(insert(mappings, ORDERS)).isNotEmpty();
    }

    @Test
    void aTombstoneWhoseTableIsOnlyGuessedStandsInNoTablesWay() {
        Mappings mappings = mappings(Mapping.HASH_PER_ROW);

        // Of a renamed topic, whose name tells another database than its envelopes will.
        assertThat(Wire.requests(mappings.apply(tombstone(new TableId("", "orders")), POSITION)))
                .containsExactly("DEL orders:7");
        assertThat(insert(mappings, ORDERS)).isNotEmpty();
        assertThat(Wire.requests(mappings.apply(tombstone(ARCHIVED), POSITION))).containsExactly("DEL orders:7");
        assertThat(mappings.takeNotices()).isEmpty();
    }

    @Test
    void aTombstoneOfATableThatNoMappingTakesIsNothing() {
        Mappings mappings = mappings(mapping("shop\\.orders", "${pk}", HASH));

        assertThat(Wire.requests(mappings.apply(tombstone(new TableId("", "orders")), POSITION)))
                .isEmpty();
        assertThat(mappings.takeNotices()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // Named on purpose, so parts of one table.
        "'(shop|archive)\\.orders', order:${id}",
        "'\\w{4,7}\\.orders', order:${id}",
        // Told apart by their keys.
        ".+, ${database}.${table}:${pk}",
    })
    void twoDatabasesAreTakenWhereThatIsMeant(String tables, String key) {
        Mappings mappings = mappings(mapping(tables, key, HASH));

        assertThat(insert(mappings, ORDERS)).isNotEmpty();
        assertThat(insert(mappings, ARCHIVED)).isNotEmpty();
    }

    @Test
    void aMemberCanTellTheDatabaseToo() {
        Mappings mappings = mappings(mapping(".+", "all", new SetEntry(Template.parse("${database}.${table}:${id}"))));

        assertThat(insert(mappings, ORDERS)).containsExactly("SADD all shop.orders:7");
        assertThat(insert(mappings, ARCHIVED)).containsExactly("SADD all archive.orders:7");
    }

    @Test
    void tablesOfAnyNameAreRefusedWhereTheirEntriesDoNotTellWhich() {
        Mappings mappings = mappings(mapping("shop\\..+", "row:${pk}", HASH));

        assertThatThrownBy(() -> insert(mappings, ORDERS))
                .isInstanceOf(UnfitMappingException.class)
                .hasMessageContaining("mappings.m0 takes tables of any name")
                .hasMessageContaining("${table}");
    }

    @Test
    void twoMappingsThatWriteTheSameKeysAreRefused() {
        Mappings mappings =
                mappings(mapping("shop\\.orders", "order:${id}", HASH), mapping("shop\\.o.+s", "order:${id}", HASH));

        assertThatThrownBy(() -> insert(mappings, ORDERS))
                .isInstanceOf(UnfitMappingException.class)
                .hasMessageContaining("mappings.m0 and mappings.m1 both write table shop.orders");
    }

    @Test
    void aColumnThatATableDoesNotHaveIsLeftOutAndTold() {
        ColumnSelection columns = ColumnSelection.parse("id, nmae");
        Mappings mappings =
                mappings(mapping("shop\\.orders", "order:${id}", new HashEntry(columns, false, Optional.empty())));

        assertThat(insert(mappings, ORDERS)).containsExactly("DEL order:7", "HSET order:7 id 7");
        assertThat(mappings.takeNotices())
                .containsExactly(
                        "mappings.m0.columns names the column nmae, which table shop.orders does not have in some"
                                + " records: it is left out of them");
    }

    @ParameterizedTest
    @CsvSource({"order:${id}, order:${user}", "order:${id}, order:${pk}", "${table}:${pk}, ${table}:${id}"})
    void twoMappingsWhoseKeysHaveOneFormAreRefusedToo(String one, String other) {
        Mappings mappings = mappings(mapping("shop\\.orders", one, HASH), mapping("shop\\.orders", other, SET));

        assertThatThrownBy(() -> insert(mappings, ORDERS)).isInstanceOf(UnfitMappingException.class);
    }

    @Test
    void twoMappingsMayPutMembersIntoTheSameKeys() {
        Mappings mappings = mappings(
                mapping("shop\\.orders", "ids", SET),
                mapping("shop\\.orders", "ids", new SetEntry(Template.parse("order ${id}"))));

        assertThat(insert(mappings, ORDERS)).containsExactly("SADD ids 7", "SADD ids order 7");
    }

    @Test
    void aTruncateFailsUnlessToldOtherwise() {
        assertThatThrownBy(() -> truncate(TruncatePolicy.FAIL, Mapping.HASH_PER_ROW))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("TRUNCATE of table shop.orders")
                .hasMessageContaining("truncate=apply")
                .hasMessageContaining("truncate=ignore");
        assertThat(truncate(TruncatePolicy.IGNORE, Mapping.HASH_PER_ROW).isEmpty())
                .isTrue();
        assertThat(truncate(TruncatePolicy.FAIL, mapping("shop\\.customers", "${pk}", HASH))
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        ".+, ${table}:${pk}, orders:*",
        "shop\\..+, ${table}:${pk}, orders:*",
        "shop\\.orders, order:${id}, order:*",
        "shop\\.(orders|lines), ${database}:${table}:${pk}, shop:orders:*",
    })
    void anAppliedTruncateSweepsTheKeysOfItsTable(String tables, String key, String glob) {
        Write write = truncate(TruncatePolicy.APPLY, mapping(tables, key, HASH));

        assertThat(write.commands()).isEmpty();
        assertThat(write.sweeps()).singleElement().satisfies(pattern -> {
            assertThat(pattern.glob()).hasToString(glob);
            assertThat(pattern.type()).isEqualTo("hash");
        });
    }

    @ParameterizedTest
    @CsvSource({"shop\\.orders(_\\d+)?, order:${id}", "'(shop|archive)\\.orders', ${table}:${id}"})
    void anAppliedTruncateIsRefusedWhereOtherTablesHaveKeysOfTheForm(String tables, String key) {
        assertThatThrownBy(() -> truncate(TruncatePolicy.APPLY, mapping(tables, key, HASH)))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("may be those of other tables");
    }

    @Test
    void anAppliedTruncateIsRefusedWhereAnyKeyOfItsTypeIsOfTheForm() {
        assertThatThrownBy(() -> truncate(TruncatePolicy.APPLY, mapping("shop\\.orders", "${user}", HASH)))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("keys of the form ${user} may be those of other tables");
    }

    @ParameterizedTest
    @CsvSource({
        // A feed of two tables, whose keys hold the members of both.
        "feed:${user}, shop\\.notes, feed:${user}, true",
        "order:${user}, shop\\.lines, order:${id}:lines, true",
        "${table}:${pk}, shop\\.lines, orders:${id}:lines, true",
        "${table}:${pk}, shop\\.lines, line:${id}, false",
        "${table}:${pk}, shop\\.lines, ${table}:${pk}, false",
        // Empty after the truncate too.
        "order:${user}, shop\\.orders, order:${id}:lines, false",
    })
    void anAppliedTruncateIsRefusedWhereAnotherMappingsKeysMayBeOfTheForm(
            String key, String otherTables, String otherKey, boolean isRefused) {
        SetEntry otherMember = new SetEntry(Template.parse("note:${id}"));
        ThrowingCallable truncate = () -> truncate(
                TruncatePolicy.APPLY, mapping("shop\\.orders", key, SET), mapping(otherTables, otherKey, otherMember));

        if (isRefused) {
            assertThatThrownBy(truncate)
                    .isInstanceOf(BadRecordException.class)
                    .hasMessageContaining("TRUNCATE of table shop.orders")
                    .hasMessageContaining("keys of the form " + key);
        } else {
            assertThatCode(truncate).doesNotThrowAnyException();
        }
    }

    private static Write truncate(TruncatePolicy policy, Mapping... mappings) {
        ChangeEvent truncate = new ChangeEvent.Truncate(ORDERS, ROW.columns(), Rows.origin(Operation.TRUNCATE));
        return new Mappings(List.of(mappings), policy, ValueRendering.ISO).apply(truncate, POSITION);
    }

    private static ChangeEvent tombstone(TableId table) {
        return new ChangeEvent.Tombstone(table, KEY, Optional.of(Rows.origin(Operation.DELETE)));
    }

    private static List<String> insert(Mappings mappings, TableId table) {
        return Wire.requests(mappings.apply(Rows.insert(table, KEY, ROW), POSITION));
    }

    private static Mappings mappings(Mapping... mappings) {
        for (int i = 0; i < mappings.length; i++) {
            if (!mappings[i].equals(Mapping.HASH_PER_ROW)) {
                mappings[i] = new Mapping(
                        "mappings.m" + i,
                        mappings[i].tables(),
                        mappings[i].key(),
                        mappings[i].type(),
                        Optional.empty(),
                        false);
            }
        }
        return new Mappings(List.of(mappings), TruncatePolicy.FAIL, ValueRendering.ISO);
    }

    private static Mapping mapping(String tables, String key, EntryType type) {
        return new Mapping(
                "mappings.m", TablePattern.parse(tables), Template.parse(key), type, Optional.empty(), false);
    }
}
