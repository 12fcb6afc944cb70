package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.resps.StreamEntry;

/** Each type of mapping, from recorded changes into a real Redis. */
class MappedTypesIT extends SinkTaskOnRedis {

    /** Of 1 to 3 and 10 to 13; 2 was deleted, and 3 became 33. */
    private static final List<SinkRecord> CUSTOMERS = RecordedRecords.of("json-default.shop.shop.customers");

    @Test
    void aStringIsTheRowAsJson() {
        start("type", "string", "columns", "id, name, balance AS money");

        put(CUSTOMERS);

        assertThat(redis.keys()).hasSize(6);
        assertThat(redis.client().get("customers:33")).isEqualTo("{\"id\":33,\"name\":\"Cy\",\"money\":null}");
        assertThat(redis.client().get("customers:1")).isEqualTo("{\"id\":1,\"name\":\"Ada L\",\"money\":\"99.99\"}");
    }

    @Test
    void aPointerFollowsItsRow() {
        start("type", "string", "key", "email:${email}", "value", "${id}", "shared", "single-partition");

        put(CUSTOMERS);

        assertThat(redis.keys()).contains("email:ada@x.io", "email:cy@x.io");
        assertThat(redis.client().get("email:cy@x.io")).isEqualTo("33");
        assertThat(redis.client().get("email:ada@x.io")).isEqualTo("1");
    }

    @Test
    void aSetHasItsMembers() {
        start("type", "set", "key", "${table}");

        put(CUSTOMERS);

        assertThat(redis.client().smembers("customers")).containsExactlyInAnyOrder("1", "10", "11", "12", "13", "33");
    }

    @Test
    void aSortedSetHasItsMembersByScore() {
        start("type", "zset", "key", "by-balance", "score", "balance");

        // Those before the column was dropped.
        put(CUSTOMERS.subList(0, 12));

        assertThat(redis.client().zrangeWithScores("by-balance", 0, -1))
                .extracting(member -> member.getElement() + "=" + member.getScore())
                .contains("1=99.99")
                .noneMatch(member -> member.startsWith("2=") || member.startsWith("33="));
    }

    @Test
    void aScoreThatIsDroppedFromTheTableIsNamed() {
        start("type", "zset", "key", "by-balance", "score", "balance");

        assertThatThrownBy(() -> put(CUSTOMERS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "shop.shop.customers-0@12: the record cannot be applied: mappings.x.score names the"
                                + " column balance, which table shop.customers does not have in this record; it has id, name,"
                                + " email, tier, created");
    }

    @Test
    void aGeoSetFindsItsMembers() {
        start("type", "geo", "key", "places", "longitude", "id", "latitude", "id");

        put(CUSTOMERS);

        assertThat(redis.client().geopos("places", "10").get(0).getLatitude()).isCloseTo(10, within(0.0001));
        assertThat(redis.client().zcard("places")).isEqualTo(6);
    }

    @Test
    void aStreamHasAnEntryForEachChangeInOrder() {
        start("type", "stream", "key", "changes", "columns", "id, name");

        put(CUSTOMERS);

        List<StreamEntry> entries = redis.client().xrange("changes", "-", "+");
        assertThat(entries.subList(0, 7))
                .extracting(entry -> entry.getFields().get("op"))
                .containsExactly("read", "read", "read", "insert", "update", "delete", "delete");
        assertThat(entries.get(4).getFields())
                .containsEntry("before", "{\"id\":1,\"name\":\"Ada\"}")
                .containsEntry("after", "{\"id\":1,\"name\":\"Ada L\"}")
                .containsEntry("record", "shop.shop.customers-0@4");
    }

    @Test
    void aRowExpiresItsTimeAfterTheCommit() {
        start("ttl", "36500d");

        put(CUSTOMERS);

        long committedAt =
                ((Struct) CUSTOMERS.get(4).value()).getStruct("source").getInt64("ts_ms");
        long expected = committedAt + 36_500L * 86_400_000L;
        // Redis 6 tells no more than how long is left.
        assertThat(System.currentTimeMillis() + redis.client().pttl("customers:1"))
                .isCloseTo(expected, within(60_000L));
    }

    @Test
    void aRowWhoseTimeIsOverIsNotThere() {
        // Their "created" is in the past of any clock that runs this.
        start("ttl", "id");

        put(CUSTOMERS);

        assertThat(redis.keys()).isEmpty();
    }

    @Test
    void aRowThatStopsToMatchIsRemoved() {
        start("where", "row.name != 'Ada L' && row.id < 12");

        put(CUSTOMERS);

        assertThat(redis.hashes()).containsOnlyKeys("customers:10", "customers:11");
    }

    @Test
    void anAppliedTruncateRemovesTheKeysOfItsTableAndNoOthers() {
        start(Map.of("truncate", "apply"));
        List<SinkRecord> lines = RecordedRecords.of("json-default.shop.shop.order_lines");
        put(CUSTOMERS);
        for (int i : IntStream.range(0, 3_000).toArray()) {
            redis.client().hset("order_lines:" + i + ":x", "qty", "1");
        }
        redis.client().set("order_lines:1:a", "a string");
        redis.client().hset("order_lines2:1", "a", "hash");

        put(lines.subList(0, 4));
        put(lines.subList(4, 5));

        assertThat(redis.client().keys("order_lines*")).containsExactlyInAnyOrder("order_lines:1:a", "order_lines2:1");
        assertThat(redis.client().keys("customers:*")).hasSize(6);
    }

    @Test
    void rowsThatCameAfterATruncateStayAndThoseBeforeGoInOneBatch() {
        start(Map.of("truncate", "apply"));
        List<SinkRecord> lines = RecordedRecords.of("json-default.shop.shop.order_lines");

        put(List.of(lines.get(0), lines.get(4), lines.get(1)));

        assertThat(redis.hashes()).containsOnlyKeys("order_lines:100:B-2");
    }

    @Test
    void anAppliedTruncateNeedsTopicsOfOnePartition() {
        start(Map.of("truncate", "apply"));

        task.open(List.of(new TopicPartition("mysql.shop.orders", 0)));
        assertThatThrownBy(() -> task.open(List.of(new TopicPartition("mysql.shop.orders", 1))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("mysql.shop.orders-1")
                .hasMessageContaining("truncate=apply");
    }

    @Test
    void aServerWithoutRedisJsonStopsTheTaskAtOnceWithWhatToDo() {
        start("type", "json");

        assertThatThrownBy(() -> put(CUSTOMERS))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("mappings.x.type needs RedisJSON")
                .hasMessageContaining("type string");
        assertThat(redis.keys()).isEmpty();
    }

    private void start(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("mappings", "x", "mappings.x.table", "shop\\.customers"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put("mappings.x." + settings[i], settings[i + 1]);
        }
        start(all);
    }
}
