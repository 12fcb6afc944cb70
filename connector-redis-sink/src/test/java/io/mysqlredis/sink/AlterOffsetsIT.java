package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Offsets that are changed through Connect's REST API, while no task runs. */
class AlterOffsetsIT extends SinkTaskOnRedis {

    private static final List<SinkRecord> CUSTOMERS = RecordedRecords.of("json-default.shop.shop.customers");
    private static final String TOPIC = "shop.shop.customers";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    @BeforeEach
    void copyAndThenEmptyTheData() {
        start(Map.of());
        put(CUSTOMERS);
        redis.keys().forEach(redis.client()::del);
    }

    @Test
    void theNextTaskBeginsAtTheOffsetThatWasSet() {
        assertThat(alter(Map.of(PARTITION, 7L))).isTrue();

        goOn();

        // The last change of row 1 is in a record before that.
        assertThat(redis.hashes().keySet()).doesNotContain("customers:1").contains("customers:13");
        assertThat(redis.watermark(TOPIC, 0)).containsEntry("offset", "14");
    }

    @Test
    void aResetReadsEverythingAgainAndAlsoWhatHadNoCommittedOffset() {
        redis.client().hset("__connect:sink:other.topic:3", "offset", "8");

        alter(reset(PARTITION));

        assertThat(redis.client().keys("__connect*")).isEmpty();
        goOn();
        assertThat(redis.hashes()).hasSize(6);
    }

    @Test
    void aPartitionWithoutAnOffsetIsReadFromItsBeginningAndOthersStay() {
        redis.client().hset("__connect:sink:other.topic:3", "offset", "8");
        Map<TopicPartition, Long> offsets = reset(PARTITION);
        offsets.put(new TopicPartition("third.topic", 1), 5L);

        alter(offsets);

        assertThat(redis.client().keys("__connect*"))
                .containsExactlyInAnyOrder("__connect:sink:other.topic:3", "__connect:sink:third.topic:1");
        assertThat(redis.watermark("third.topic", 1)).containsEntry("offset", "4");
    }

    @Test
    void watermarksOfOtherConnectorsStay() {
        List<String> others =
                List.of("__connect:sink2:t:0", "__connect:sink:x:y:0", "__connect:s*nk:t:0", "__connect2:sink:t:0");
        others.forEach(key -> redis.client().hset(key, "offset", "8"));

        alter(reset(PARTITION));

        assertThat(redis.client().keys("__connect*")).containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    void aNameWithCharactersOfGlobsMeansItself() {
        redis.client().hset("__connect:s*k[1]:t:0", "offset", "8");

        new RedisSinkConnector().alterOffsets(settings(Map.of("name", "s*k[1]")), reset(new TopicPartition("t", 0)));

        assertThat(redis.client().keys("__connect*")).containsExactly("__connect:sink:" + TOPIC + ":0");
    }

    @Test
    void withoutRedisTheOffsetsAreNotChangedEither() throws IOException {
        redis.stopServer();

        assertThatThrownBy(() -> alter(Map.of(PARTITION, 7L)))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith(
                        "The offsets are not changed, since the watermarks in Redis cannot be: Redis at");
    }

    private boolean alter(Map<TopicPartition, Long> offsets) {
        return new RedisSinkConnector().alterOffsets(settings(), offsets);
    }

    private static Map<TopicPartition, Long> reset(TopicPartition partition) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        offsets.put(partition, null);
        return offsets;
    }

    private void goOn() {
        WorkerStandIn before = worker;
        start(Map.of());
        worker = before.takeOver(task, context);
        put(List.of());
    }
}
