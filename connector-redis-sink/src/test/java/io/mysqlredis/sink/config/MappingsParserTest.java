package io.mysqlredis.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.mapping.Mapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingsParserTest {

    @Test
    void withoutMappingsEachRowIsAHash() {
        MappingsParser parsed = MappingsParser.parse(List.of(), Map.of());

        assertThat(parsed.mappings()).containsExactly(Mapping.HASH_PER_ROW);
        assertThat(parsed.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.b", "ü", "*"})
    void aNameThatCannotBePartOfASettingIsRefused(String name) {
        assertThat(MappingsParser.parse(List.of(name), Map.of()).problems())
                .containsExactly(new Problem(
                        "mappings", "has the name '" + name + "'; names are made of letters, digits, - and _"));
    }

    @Test
    void aNameIsListedOnce() {
        assertThat(MappingsParser.parse(List.of("a", "b", "a"), Map.of("mappings.b.key", "b:${table}:${pk}"))
                        .problems())
                .containsExactly(new Problem("mappings", "has the name a twice"));
    }

    @Test
    void aNameThatBeginsLikeAnotherIsAnother() {
        MappingsParser parsed = MappingsParser.parse(
                List.of("order", "order-2"),
                Map.of("mappings.order.key", "a:${table}:${pk}", "mappings.order-2.key", "b:${table}:${pk}"));

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.mappings()).extracting(Mapping::name).containsExactly("mappings.order", "mappings.order-2");
        assertThat(parsed.mappings())
                .extracting(mapping -> mapping.key().toString())
                .containsExactly("a:${table}:${pk}", "b:${table}:${pk}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "- | - | true",
                "k:${table}:${pk} | k:${table}:${pk} | true",
                "a:${table}:${pk} | b:${table}:${pk} | false",
            })
    void twoMappingsOfTheSameTablesHaveNotTheSameKey(String one, String other, boolean isRefused) {
        Map<String, String> properties = new HashMap<>();
        properties.put("mappings.a.key", one);
        properties.put("mappings.b.key", other);

        List<Problem> problems =
                MappingsParser.parse(List.of("a", "b"), properties).problems();

        assertThat(problems.contains(new Problem(
                        "mappings.b.key",
                        "is the same as mappings.a.key, for the same tables: one would overwrite the other; give it"
                                + " another key, or other tables")))
                .isEqualTo(isRefused);
        assertThat(problems).hasSize(isRefused ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hash | cache:${id} | cache:${id} | true",
                "hash | cache:${id} | cache:${pk} | true",
                "hash | cache:${id} | ${table}:${id} | false",
                "hash | ${table}:${id} | ${table}:${id} | false",
                "hash | user:${id} | order:${id} | false",
                "set | user:${user}:feed | user:${owner}:feed | true",
                "stream | changes | changes | false",
            })
    void mappingsOfDifferentTablesHaveNotTheSameKeyEither(String type, String one, String other, boolean isRefused) {
        Map<String, String> properties = Map.of(
                "mappings.a.table", "shop\\.users",
                "mappings.a.type", type,
                "mappings.a.key", one,
                "mappings.b.table", "shop\\.orders",
                "mappings.b.type", type,
                "mappings.b.key", other);

        List<Problem> problems =
                MappingsParser.parse(List.of("a", "b"), properties).problems();

        assertThat(problems)
                .isEqualTo(
                        isRefused
                                ? List.of(new Problem(
                                        "mappings.b.key",
                                        "has the form of mappings.a.key, and does not tell the table: rows of different"
                                                + " tables could share an entry; give it another key or member, or let"
                                                + " one mapping take the tables if they are parts of one"))
                                : List.of());
    }

    @Test
    void setsOfOneTypeMayHaveTheSameKey() {
        Map<String, String> properties = Map.of(
                "mappings.a.table", "shop\\.users",
                "mappings.a.type", "set",
                "mappings.a.key", "names",
                "mappings.a.member", "first:${pk}:${first}",
                "mappings.b.table", "shop\\.users",
                "mappings.b.type", "set",
                "mappings.b.key", "names",
                "mappings.b.member", "last:${pk}:${last}");

        assertThat(MappingsParser.parse(List.of("a", "b"), properties).problems())
                .isEmpty();
    }

    @Test
    void aMappingOfAllTablesTellsThemApart() {
        assertThat(MappingsParser.parse(List.of("a"), Map.of("mappings.a.key", "row:${pk}"))
                        .problems())
                .containsExactly(new Problem(
                        "mappings.a.table",
                        "takes any table, and neither the mapping's key nor its member tells which by ${table}: rows of"
                                + " two tables could share an entry; name the tables, or add ${table}"));
    }
}
