package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What watermarks of several masters say together. */
class ClusterHeldTest {

    private static final String US = "us";

    private static final Layout.Stand UNKNOWN = new Layout.Stand(Slots.NONE, Optional.empty());

    private final ClusterHeld held = new ClusterHeld(new Layout(Map.of("1", UNKNOWN, "2", UNKNOWN), false));

    @Test
    void theLowestCounts() {
        add("1", "owner", US, "offset", "7", "tags", "1,2");
        add("2", "owner", US, "offset", "5", "tags", "1,2");

        assertThat(held.together(US).watermark().offset()).isEqualTo(5);
        assertThat(held.together(US).owner()).contains(US);
    }

    @Test
    void oneThatWasLostCountsAsNoneAndIsNobodys() {
        add("1", "owner", US, "offset", "7", "tags", "1,2");
        add("2");

        assertThat(held.lostTags()).containsExactly("2");
        assertThat(held.together(US).watermark().isNone()).isTrue();
        assertThat(held.together(US).owner()).isEmpty();
    }

    @Test
    void oneThatWasLostStaysLostWhenItIsClaimedAgain() {
        add("1", "owner", US, "offset", "7", "tags", "1,2");
        add("2", "owner", US, "created_at", "9");

        assertThat(held.together(US).watermark().isNone()).isTrue();
        assertThat(held.together(US).owner()).contains(US);
    }

    @Test
    void aNewMasterSaysNothing() {
        add("1", "owner", US, "offset", "7", "tags", "1");
        add("2");

        assertThat(held.lostTags()).isEmpty();
        assertThat(held.together(US).watermark().offset()).isEqualTo(7);
        assertThat(held.together(US).owner()).contains(US);
    }

    @Test
    void aMasterThatIsNoneAnyMoreCounts() {
        add("1", "owner", US, "offset", "7", "tags", "1,3");
        add("2", "owner", US, "offset", "6", "tags", "2");
        assertThat(held.formerTags()).containsExactly("3");
        assertThat(held.together(US).watermark().isNone()).isTrue();

        add("3", "owner", US, "offset", "4", "tags", "1,3");

        assertThat(held.together(US).watermark().offset()).isEqualTo(4);
    }

    @Test
    void oneOfAnOlderVersionIsTakenAtItsWord() {
        ClusterHeld other = new ClusterHeld(new Layout(
                Map.of("1", new Layout.Stand(Slots.parse("0-9").orElseThrow(), Optional.of("a:0"))), false));
        other.add("1", reply("owner", US, "offset", "7", "tags", "1"));
        assertThat(other.unprovenSlots().isEmpty()).isTrue();
        assertThat(other.together(US).watermark().offset()).isEqualTo(7);

        other.add("1", reply("owner", US, "offset", "7", "tags", "1", "slots", "0-8", "history", "b:0"));
        assertThat(other.unprovenSlots().isEmpty()).isFalse();
        assertThat(other.together(US).watermark().isNone()).isTrue();
        assertThat(other.together(US).owner()).contains(US);
    }

    @Test
    void anotherOwnerOfOneIsTheOwner() {
        add("1", "owner", US, "offset", "7", "tags", "1,2");
        add("2", "owner", "other", "offset", "7", "tags", "1,2");

        assertThat(held.together(US).owner()).contains("other");
    }

    @Test
    void withoutAnyThereIsNoWatermarkAndNoOwner() {
        add("1");
        add("2");

        assertThat(held.together(US).watermark().isNone()).isTrue();
        assertThat(held.together(US).owner()).isEmpty();
    }

    private void add(String tag, String... fields) {
        held.add(tag, reply(fields));
    }

    private static List<Object> reply(String... fields) {
        List<Object> reply = new ArrayList<>();
        for (String field : fields) {
            reply.add(field.getBytes(StandardCharsets.UTF_8));
        }
        return reply;
    }
}
