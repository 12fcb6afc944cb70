package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.util.JedisClusterCRC16;

class SlotMapTest {

    private static final RedisNode ASKED = new RedisNode("asked", 7000);
    private static final RedisNode A = new RedisNode("a", 7001);
    private static final RedisNode B = new RedisNode("b.example.com", 7002);

    @Test
    void eachSlotHasTheMasterThatIsTold() {
        SlotMap map = SlotMap.parse(
                List.of(
                        range(0, 99, node("a", 7001), node("r", 7003)),
                        range(100, 16_383, node("b.example.com", 7002))),
                ASKED);

        assertThat(map.master(99)).isEqualTo(A);
        assertThat(map.master(100)).isEqualTo(B);
        assertThat(map.gap()).isEmpty();
        assertThat(map.nodes()).containsExactlyInAnyOrder(A, B, new RedisNode("r", 7003));
    }

    @Test
    void aNodeWithoutAHostIsWhereTheAskedOneIs() {
        SlotMap map = SlotMap.parse(List.of(range(0, 1, node("", 7000)), range(2, 3, node(null, 7001))), ASKED);

        assertThat(map.master(0)).isEqualTo(ASKED);
        assertThat(map.master(3)).isEqualTo(new RedisNode("asked", 7001));
    }

    @Test
    void aSlotThatNobodyHasIsAGap() {
        SlotMap map = SlotMap.parse(List.of(range(0, 9, node("a", 7001)), range(11, 16_383, node("a", 7001))), ASKED);

        assertThat(map.gap()).hasValue(10);
    }

    @Test
    void aMasterKeepsItsSlotAsLongAsItHasIt() {
        SlotMap map = SlotMap.parse(
                List.of(range(0, 99, node("a", 7001)), range(100, 16_383, node("b.example.com", 7002))), ASKED);

        assertThat(map.masters(Set.of())).containsEntry(A, 99).containsEntry(B, 16_383);
        assertThat(map.masters(Set.of(5, 200))).containsEntry(A, 5).containsEntry(B, 200);
        assertThat(map.masters(Set.of(5, 7))).containsEntry(A, 7).containsEntry(B, 16_383);
    }

    @Test
    void eachSlotHasATagThatLeadsToIt() {
        for (int slot = 0; slot < SlotMap.SLOTS; slot++) {
            String tag = SlotTags.of(slot);
            assertThat(tag).matches("\\d+");
            assertThat(JedisClusterCRC16.getSlot("__connect:sink:topic:0:{" + tag + "}"))
                    .isEqualTo(slot);
        }
    }

    private static List<Object> range(long first, long last, Object... nodes) {
        List<Object> range = new ArrayList<>(List.of(first, last));
        range.addAll(Arrays.asList(nodes));
        return range;
    }

    private static List<Object> node(String host, long port) {
        return Arrays.asList(host == null ? null : host.getBytes(StandardCharsets.UTF_8), port, new byte[0]);
    }
}
