package io.mysqlredis.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.mapping.DocumentEntry;
import io.mysqlredis.sink.mapping.HashEntry;
import io.mysqlredis.sink.mapping.Mapping;
import io.mysqlredis.sink.mapping.SortedSetEntry;
import io.mysqlredis.sink.mapping.StreamType;
import io.mysqlredis.sink.mapping.ValueEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingParserTest {

    /** What each type cannot do without, and nothing else. */
    private static final Map<String, Map<String, String>> LEAST = Map.of(
            "hash", Map.of(),
            "string", Map.of(),
            "json", Map.of(),
            "set", Map.of("key", "all"),
            "zset", Map.of("key", "all", "score", "n"),
            "geo", Map.of("key", "all", "longitude", "x", "latitude", "y"),
            "stream", Map.of("key", "all"));

    private final List<Problem> problems = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"hash", "string", "json", "set", "zset", "geo", "stream"})
    void aTypeNeedsNoMoreThanItsOwnSettings(String type) {
        assertThat(parse(type, Map.of())).isPresent();
        assertThat(problems).isEmpty();
    }

    @Test
    void withoutAnySettingItIsAHashPerRow() {
        Mapping mapping = MappingParser.parse("x", Map.of(), problems).orElseThrow();

        assertThat(mapping.name()).isEqualTo("mappings.x");
        assertThat(mapping.tables()).isEqualTo(Mapping.HASH_PER_ROW.tables());
        assertThat(mapping.key()).isEqualTo(Mapping.HASH_PER_ROW.key());
        assertThat(mapping.type()).isEqualTo(Mapping.HASH_PER_ROW.type());
        assertThat(mapping.where()).isEmpty();
        assertThat(mapping.isSharedWithinPartition()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "hash | table | shop\\.orders(_\\d+)?",
                "hash | table | .+",
                "hash | key | order:${id}",
                "hash | key | ${database}:${table}:${pk}",
                "hash | key | \"  order:${row.table}  \"",
                "set | key | users",
                "hash | columns | *",
                "hash | columns | id, total AS amount",
                "hash | columns | *, -password, `a b` as c",
                "json | columns | id",
                "stream | columns | id",
                "hash | where | row.status != 'draft' && table == 'orders'",
                "set | where | row.status == null",
                "hash | ttl | 7d",
                "json | ttl | 1500ms",
                "string | ttl | expires_at",
                "hash | ttl | `7d`",
                "hash | null | empty",
                "hash | null | omit",
                "string | null | omit",
                "json | null | null",
                "stream | null | omit",
                "string | value | ${id}",
                "set | member | ${name}",
                "zset | member | row ${pk}",
                "zset | score | `created at`",
                "zset | score.rounding | allow",
                "zset | score.rounding | refuse",
                "geo | longitude | lng",
                "geo | latitude | lat",
                "hash | shared | single-partition",
                "stream | events | op == 'update' && before.status != after.status",
                "stream | maxlen | 1000",
            })
    void isAccepted(String type, String setting, String value) {
        assertThat(parse(type, Map.of(setting, value))).isPresent();
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "hash | type | Hash | must be one of hash, string, json, set, zset, geo, stream",
                "hash | table | shop.orders( | is no regular expression: Unclosed group near position 13",
                "hash | key | order:${id | has a ${ without its }",
                "hash | key | order:${} | has a ${} without a name; name a column, or table, database or pk",
                "hash | key | ${a}${b} | has two values side by side before position 8; put a delimiter such as : between"
                        + " them, or two rows could share an entry",
                "hash | key | orders | is one key for all rows; it must hold ${pk}, or the columns that tell them apart",
                "json | key | ${table} | is one key for all rows; it must hold ${pk}, or the columns that tell them apart",
                "hash | columns | id, , name | cannot be read from position 4; it must be a list such as `id, total AS amount`"
                        + " (only these), or `*, -password, total AS amount` (all but)",
                "hash | columns | -password | leaves columns out of nothing; begin it with *",
                "hash | columns | id, id | has the column id twice",
                "hash | columns | id, name AS id | gives two columns the name id",
                "hash | columns | *, -a AS b | leaves a out and renames it",
                "hash | ttl | 7 days | must be a number with its unit (ms, s, m, h or d) such as 7d, or the column that holds"
                        + " the time of expiry",
                "hash | ttl | 0s | must be more than nothing, and at most 36500d",
                "hash | ttl | 99999999999999999999d | must be at most 36500d",
                "hash | ttl | ${expires} | must be the name of a column, without ${ and }",
                "hash | null | null | must be empty or omit",
                "string | null | empty | must be omit or null",
                "stream | null | NULL | must be omit or null",
                "string | value | ${ | has a ${ without its }",
                "set | member | all | is one member for all rows, in one key; it must hold ${pk}, or the columns that tell"
                        + " them apart",
                "zset | score | ${n} | must be the name of a column, without ${ and }",
                "zset | score.rounding | yes | must be allow or refuse",
                "geo | longitude | `` | must be the name of a column",
                "hash | shared | yes | must be single-partition",
                "stream | maxlen | 0 | must be a whole number above 0",
                "stream | maxlen | 1e3 | must be a whole number above 0",
                "stream | maxlen | 9999999999999999999 | must be a whole number above 0",
            })
    void isRefused(String type, String setting, String value, String message) {
        assertThat(parse(type, Map.of(setting, value))).isEmpty();
        assertThat(problems).containsExactly(new Problem("mappings.x." + setting, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set | key | must be given for type set, where many rows share a key: a template, such as `order:${id}`",
                "zset | key | must be given for type zset, where many rows share a key: a template, such as `order:${id}`",
                "zset | score | must be given: the name of a column",
                "geo | longitude | must be given: the name of a column",
                "geo | latitude | must be given: the name of a column",
                "stream | key | must be given for type stream, where many rows share a key: a template, such as `order:${id}`",
            })
    void cannotBeLeftOut(String type, String setting, String message) {
        Map<String, String> properties = properties(type, Map.of());
        properties.remove("mappings.x." + setting);

        assertThat(MappingParser.parse("x", properties, problems)).isEmpty();
        assertThat(problems).containsExactly(new Problem("mappings.x." + setting, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "json | value | does not go with type json; it is for string",
                "hash | value | does not go with type hash; it is for string",
                "hash | member | does not go with type hash; it is for set, zset, geo",
                "set | score | does not go with type set; it is for zset",
                "geo | score.rounding | does not go with type geo; it is for zset",
                "zset | longitude | does not go with type zset; it is for geo",
                "zset | latitude | does not go with type zset; it is for geo",
                "set | columns | does not go with type set; it is for hash, string, json, stream",
                "geo | null | does not go with type geo; it is for hash, string, json, stream",
                "set | ttl | does not go with type set; it is for hash, string, json, where a key holds one row",
                "stream | ttl | does not go with type stream; it is for hash, string, json, where a key holds one row",
                "hash | events | does not go with type hash; it is for stream",
                "hash | maxlen | does not go with type hash; it is for stream",
                "stream | shared | does not go with type stream; it is for hash, string, json, set, zset, geo",
            })
    void doesNotGoWithTheType(String type, String setting, String message) {
        assertThat(parse(type, Map.of(setting, setting.equals("shared") ? "single-partition" : "1")))
                .isEmpty();
        assertThat(problems).containsExactly(new Problem("mappings.x." + setting, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"columns", "null"})
    void aValueTakesThePlaceOfTheRow(String setting) {
        assertThat(parse("string", Map.of("value", "${id}", setting, "omit"))).isEmpty();
        assertThat(problems)
                .containsExactly(new Problem(
                        "mappings.x." + setting,
                        "is for the whole row, and mappings.x.value is given in place of it; leave one of them out"));
    }

    @ParameterizedTest
    @EnumSource(MappingSettings.class)
    void aSettingOfNullIsNotGiven(MappingSettings setting) {
        for (Map.Entry<String, Map<String, String>> type : LEAST.entrySet()) {
            if (!type.getValue().containsKey(setting.suffix())) {
                problems.clear();
                Map<String, String> properties = properties(type.getKey(), Map.of());
                properties.putIfAbsent(setting.of("x"), null);

                assertThat(MappingParser.parse("x", properties, problems)).isPresent();
                assertThat(problems).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(MappingSettings.class)
    void aBlankSettingIsRefusedWithWhatWouldBeAccepted(MappingSettings setting) {
        String type = setting.types().iterator().next().word();

        assertThat(parse(type, Map.of(setting.suffix(), "  "))).isEmpty();

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.setting()).isEqualTo(setting.of("x"));
            assertThat(problem.message()).matches("is empty; leave it out, or give .{4,}|must be .{4,}");
        });
    }

    @Test
    void aWrongFilterIsShownWithThePlaceInIt() {
        assertThat(parse("hash", Map.of("where", "status != 'draft'"))).isEmpty();
        assertThat(parse("stream", Map.of("events", "op == insert"))).isEmpty();

        assertThat(problems).extracting(Problem::toString).first().isEqualTo("""
                mappings.x.where is no condition in CEL over row, table and database, where a column is row.name
                ERROR: filter:1:1: undeclared reference to 'status' (in container '')
                 | status != 'draft'
                 | ^""");
        assertThat(problems.get(1).toString())
                .startsWith(
                        "mappings.x.events is no condition in CEL over op, before, after, source, table and database,"
                                + " where a column is before.name or after.name\nERROR: filter:1:7: undeclared reference to 'insert'")
                .endsWith("\n | op == insert\n | ......^");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nested", "long"})
    void anExpressionThatIsTooMuchForTheCompilerIsRefused(String kind) {
        String where =
                kind.equals("nested") ? "(".repeat(4_000) + "true" + ")".repeat(4_000) : "true || ".repeat(9_000);

        assertThat(parse("hash", Map.of("where", where))).isEmpty();
        assertThat(problems)
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("limit").hasSizeLessThan(300));
    }

    @Test
    void aRegularExpressionThatIsTooMuchForTheCompilerIsRefused() {
        assertThat(parse("hash", Map.of("table", "(".repeat(30_000) + "a" + ")".repeat(30_000))))
                .isEmpty();
        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .startsWith("is no regular expression: ")
                        .hasSizeLessThan(300));
    }

    @Test
    void allThatIsWrongIsTold() {
        parse("hash", Map.of("key", "${", "ttl", "soon!", "null", "x", "columns", "-a", "where", "row.", "score", "n"));

        assertThat(problems)
                .extracting(Problem::setting)
                .containsExactlyInAnyOrder(
                        "mappings.x.key",
                        "mappings.x.ttl",
                        "mappings.x.null",
                        "mappings.x.columns",
                        "mappings.x.where",
                        "mappings.x.score");
    }

    @Test
    void aWrongTypeHidesNothingElse() {
        parse("hsh", Map.of("key", "${", "table", "(", "where", "row."));

        assertThat(problems)
                .extracting(Problem::setting)
                .containsExactly("mappings.x.type", "mappings.x.table", "mappings.x.key", "mappings.x.where");
    }

    @Test
    void whatIsGivenIsWhatTheMappingHas() {
        assertThat(parse("hash", Map.of("null", "empty", "ttl", "1h"))
                        .orElseThrow()
                        .type())
                .isInstanceOfSatisfying(HashEntry.class, hash -> {
                    assertThat(hash.nullsAreEmpty()).isTrue();
                    assertThat(hash.ttl()).isPresent();
                });
        assertThat(parse("string", Map.of("null", "omit")).orElseThrow().type())
                .isInstanceOfSatisfying(DocumentEntry.class, document -> {
                    assertThat(document.store()).isEqualTo(DocumentEntry.Store.STRING);
                    assertThat(document.columns().nullsAreLeftOut()).isTrue();
                });
        assertThat(parse("json", Map.of("null", "null")).orElseThrow().type())
                .isInstanceOfSatisfying(DocumentEntry.class, document -> {
                    assertThat(document.store()).isEqualTo(DocumentEntry.Store.REDIS_JSON);
                    assertThat(document.columns().nullsAreLeftOut()).isFalse();
                });
        assertThat(parse("string", Map.of("value", "${id}")).orElseThrow().type())
                .isInstanceOfSatisfying(
                        ValueEntry.class, value -> assertThat(value.value()).hasToString("${id}"));
        assertThat(parse("zset", Map.of("score.rounding", "allow", "score", "`n`"))
                        .orElseThrow()
                        .type())
                .isInstanceOfSatisfying(SortedSetEntry.class, zset -> {
                    assertThat(zset.scoreMayBeRounded()).isTrue();
                    assertThat(zset.scoreColumn()).isEqualTo("n");
                    assertThat(zset.memberTemplate()).hasToString("${pk}");
                });
        assertThat(parse("stream", Map.of("maxlen", "5", "events", "true"))
                        .orElseThrow()
                        .type())
                .isInstanceOfSatisfying(StreamType.class, stream -> {
                    assertThat(stream.maxLength()).isEqualTo(OptionalLong.of(5));
                    assertThat(stream.events()).isPresent();
                });
        assertThat(parse("hash", Map.of("shared", "single-partition", "where", "true"))
                        .orElseThrow())
                .satisfies(mapping -> {
                    assertThat(mapping.isSharedWithinPartition()).isTrue();
                    assertThat(mapping.where()).isPresent();
                });
    }

    private Optional<Mapping> parse(String type, Map<String, String> settings) {
        return MappingParser.parse("x", properties(type, settings), problems);
    }

    private static Map<String, String> properties(String type, Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        properties.put("mappings.x.type", type);
        LEAST.getOrDefault(type, Map.of()).forEach((suffix, value) -> properties.put("mappings.x." + suffix, value));
        settings.forEach((suffix, value) -> properties.put("mappings.x." + suffix, value));
        return properties;
    }
}
