package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real Redis makes of values at the edge of what a command takes. */
class EdgeValuesIT extends SinkTaskOnRedis {

    private static final Schema ROW = SchemaBuilder.struct()
            .field("id", Schema.STRING_SCHEMA)
            .field("text", Schema.OPTIONAL_STRING_SCHEMA)
            .field("number", Schema.OPTIONAL_INT64_SCHEMA)
            .field("x", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("y", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .build();

    @Test
    void aKeyOfNoBytesIsAKey() {
        start("key", "${id}");

        put(List.of(record(row("").put("text", "x"))));
        assertThat(redis.client().hgetAll("")).containsEntry("text", "x");

        put(List.of(tombstone("")));
        assertThat(redis.keys()).isEmpty();
    }

    @Test
    void aMemberOfNoBytesIsAMember() {
        start("type", "set", "key", "all");

        put(List.of(record(row(""))));

        assertThat(redis.client().smembers("all")).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "string", "stream"})
    void textThatIsNoUnicodeIsRefusedAndNotAltered(String type) {
        start("type", type, "key", "${table}:${pk}");

        assertThatThrownBy(() -> put(List.of(record(row("1").put("text", "Ada \ud83d")))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("mysql.shop.t-0@3: the record cannot be applied: column text of type TEXT")
                .hasMessageContaining("half of a surrogate pair")
                .hasMessageNotContaining("Ada");
        assertThat(redis.keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.0",
                "4.9E-324",
                "-4.9E-324",
                "2.2250738585072014E-308",
                "1.7976931348623157E308",
                "-1.7976931348623157E308",
                "0.1",
                "1E23",
                "2E23"
            })
    void aScoreIsTheSameDoubleAgain(double score) {
        start("type", "zset", "key", "by-x", "score", "x");

        put(List.of(record(row("1").put("x", score))));

        assertThat(redis.client().zscore("by-x", "1")).isEqualTo(score + 0.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aScoreThatIsNoNumberIsRefused(double score) {
        start("type", "zset", "key", "by-x", "score", "x");

        assertThatThrownBy(() -> put(List.of(record(row("1").put("x", score)))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column x of type DOUBLE: its value is infinite or not a number");
        assertThat(redis.keys()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"180, 85.05112878", "-180, -85.05112878", "0, 0", "4.9E-324, -4.9E-324"})
    void aPlaceAtTheEdgeOfTheMapIsTaken(double x, double y) {
        start("type", "geo", "key", "places", "longitude", "x", "latitude", "y");

        put(List.of(record(row("1").put("x", x).put("y", y))));

        assertThat(redis.client().geopos("places", "1").get(0)).isNotNull();
    }

    /** In seconds since 1970. */
    @ParameterizedTest
    @CsvSource({
        "-9223372036854775, false",
        "-1, false",
        "0, false",
        "1000000000, false",
        "32503680000, true",
        "9223372036854775, true",
    })
    void anExpiryInThePastIsNoKeyAndOneInTheFarFutureIsOne(long seconds, boolean isThere) {
        start("ttl", "number");
        put(List.of(record(row("1"))));

        put(List.of(record(row("1").put("number", seconds))));

        assertThat(redis.client().exists("t:1")).isEqualTo(isThere);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 9223372036854776L})
    void anExpiryBeyondAllTimeIsRefused(long seconds) {
        start("ttl", "number");

        assertThatThrownBy(() -> put(List.of(record(row("1").put("number", seconds)))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("mappings.m.ttl finds a time in the column number that is out of range");
    }

    @Test
    void aRowOfNothingButNullsLeavesNoHash() {
        start("columns", "text, number");
        put(List.of(record(row("1").put("text", "x"))));

        put(List.of(record(row("1"))));

        assertThat(redis.keys()).isEmpty();
    }

    private static Struct row(String id) {
        return new Struct(ROW).put("id", id);
    }

    private static SinkRecord record(Struct row) {
        Schema key = SchemaBuilder.struct().field("id", Schema.STRING_SCHEMA).build();
        return new SinkRecord(
                "mysql.shop.t", 0, key, new Struct(key).put("id", row.getString("id")), ROW, row, 3, 0L, null);
    }

    private static SinkRecord tombstone(String id) {
        SinkRecord record = record(row(id));
        return new SinkRecord(record.topic(), 0, record.keySchema(), record.key(), null, null, 4, 0L, null);
    }

    private void start(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("mappings", "m", "mappings.m.table", "shop\\.t"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put("mappings.m." + settings[i], settings[i + 1]);
        }
        start(all);
    }
}
