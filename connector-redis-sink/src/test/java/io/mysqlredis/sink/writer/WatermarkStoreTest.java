package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WatermarkStoreTest {

    private static final Partition PARTITION = new Partition("mysql.shop.orders", 3);
    private static final WatermarkStore STORE = new WatermarkStore("__connect", "sink", "me", "hash x");
    private static final Watermark WATERMARK = new Watermark(7, 1_000, OptionalLong.of(900), 1_100, Map.of());

    @Test
    void theKeyNamesConnectorAndPartition() {
        assertThat(new String(STORE.key(PARTITION), StandardCharsets.UTF_8))
                .isEqualTo("__connect:sink:mysql.shop.orders:3");
    }

    @Test
    void whatAMoveWritesIsReadBack() {
        byte[][] move = STORE.move(PARTITION, WATERMARK, 5_000);

        assertThat(move[0]).isEqualTo(STORE.key(PARTITION));
        Held held = WatermarkStore.held(Arrays.asList(move).subList(1, move.length));
        assertThat(held.watermark()).isEqualTo(WATERMARK);
        assertThat(held.mappings()).contains("hash x");
        assertThat(held.checkedAt()).hasValue(5_000);
    }

    @Test
    void aMoveLeavesOwnerAndBirthAsTheyAre() {
        assertThat(Stream.of(STORE.move(PARTITION, WATERMARK, 5_000)).map(WatermarkStoreTest::text))
                .doesNotContain("owner", "created_at");
    }

    @Test
    void claimAndBirthAreReadBack() {
        byte[][] claim = STORE.claim(PARTITION);
        byte[][] birth = STORE.birth(PARTITION, 4_000);

        Held held = WatermarkStore.held(List.of(claim[1], claim[2], birth[1], birth[2]));

        assertThat(held.owner()).contains("me");
        assertThat(held.createdAt()).hasValue(4_000);
        assertThat(held.watermark()).isEqualTo(Watermark.NONE);
    }

    @Test
    void whatIsNotThereHasNoOwner() {
        assertThat(WatermarkStore.held(List.of()).owner()).isEmpty();
        assertThat(WatermarkStore.held(List.of()).watermark()).isEqualTo(Watermark.NONE);
    }

    @Test
    void aGlanceShowsWhetherItIsWhereThisOwnerLeftIt() {
        assertThat(STORE.isAt(7, reply("7", "me"))).isTrue();
        assertThat(STORE.isAt(7, reply("8", "me"))).isFalse();
        assertThat(STORE.isAt(7, reply("6", "me"))).isFalse();
        assertThat(STORE.isAt(7, reply("7", "other"))).isFalse();
        assertThat(STORE.isAt(7, Arrays.asList(null, null))).isFalse();
        assertThat(STORE.isAt(7, Arrays.asList(null, bytes("me")))).isFalse();
        assertThat(STORE.isAt(7, "no list")).isFalse();
        assertThat(STORE.isAt(-1, Arrays.asList(null, bytes("me")))).isTrue();
        assertThat(STORE.isAt(-1, reply("-1", "me"))).isTrue();
        assertThat(STORE.isAt(-1, Arrays.asList(null, null))).isFalse();
        assertThat(STORE.isAt(-1, reply("0", "me"))).isFalse();
    }

    private static List<Object> reply(String offset, String owner) {
        return List.of(bytes(offset), bytes(owner));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
