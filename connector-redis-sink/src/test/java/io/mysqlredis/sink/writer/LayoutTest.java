package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.writer.Layout.Stand;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of which slots nothing shows that their data is there. One master had all up to 9999, the other one the rest. */
class LayoutTest {

    private static final String LOW = SlotTags.of(9_999);
    private static final String HIGH = SlotTags.of(16_383);
    private static final String NEW = SlotTags.of(99);
    private static final Map<String, Stand> TOLD =
            Map.of(LOW, stand("0-9999", "low:0"), HIGH, stand("10000-16383", "high:0"));

    @ParameterizedTest
    @CsvSource({
        // Nothing moved: whatever happened to the servers, the watermarks are among the data that they speak for.
        "0-9999, low:0, 10000-16383, high:0, ''",
        "0-9999, other:0, 10000-16383, another:0, ''",
        "0-9999, '', 10000-16383, '', ''",
        // The tag's slot of the first moved.
        "0-9998, low:0, 9999-16383, high:0, ''",
        "0-9998, low:1, 9999-16383, high:0, 0-9998",
        "0-9998, other:0, 9999-16383, high:0, 0-9998",
        "0-9998, '', 9999-16383, '', 0-9998",
        // Others moved: who was given them must have lost nothing since, nor the giver before.
        "100-9999, low:0, '0-99,10000-16383', high:0, ''",
        "100-9999, low:0, '0-99,10000-16383', other:0, 0-99",
        "100-9999, other:0, '0-99,10000-16383', high:0, 0-99",
    })
    void aWatermarkSpeaksForTheSlotsThatStayedWithItAndAnUnbrokenHistoryForTheRest(
            String low, String lowHistory, String high, String highHistory, String unproven) {
        String tag = low.endsWith("9999") ? LOW : SlotTags.of(9_998);
        Layout layout = new Layout(Map.of(tag, stand(low, lowHistory), HIGH, stand(high, highHistory)), false);

        assertThat(layout.unproven(TOLD).text()).isEqualTo(unproven);
    }

    @Test
    void anOldMasterThatLostWhatItHadIsNotedAlsoWhereSlotsAreFollowed() {
        Layout layout = new Layout(
                Map.of(SlotTags.of(9_998), stand("0-9998", "low:1"), HIGH, stand("9999-16383", "high:0")), true);

        assertThat(layout.unproven(TOLD).text()).isEqualTo("0-9998");
    }

    @ParameterizedTest
    @CsvSource({"true, ''", "false, 0-99"})
    void aNewMasterIsTrustedWhereSlotsAreFollowed(boolean isFollowed, String unproven) {
        Layout layout = new Layout(
                Map.of(
                        NEW,
                        stand("0-99", "new:0"),
                        LOW,
                        stand("100-9999", "low:0"),
                        HIGH,
                        stand("10000-16383", "high:0")),
                isFollowed);

        assertThat(layout.unproven(TOLD).text()).isEqualTo(unproven);
    }

    @ParameterizedTest
    @CsvSource({"true, ''", "false, 0-9998"})
    void aMasterThatIsGoneAndLeftItsWatermarkToAnotherOneHadGivenAllAwayWhereSlotsAreFollowed(
            boolean isFollowed, String unproven) {
        Map<String, Stand> told = Map.of(LOW, stand("0-9999", "low:0"), HIGH, stand("10000-16383", "high:0"));
        Layout layout = new Layout(
                Map.of(
                        SlotTags.of(9_998),
                        stand("0-9998", isFollowed ? "high:0" : "third:0"),
                        HIGH,
                        stand("9999-16383", "high:0")),
                isFollowed);

        assertThat(layout.unproven(told).text()).isEqualTo(unproven);
    }

    @Test
    void whereMastersTellNothingOfThemselvesSlotsThatAreFollowedAreTrusted() {
        Map<String, Stand> told = Map.of(LOW, stand("0-9999", ""), HIGH, stand("10000-16383", ""));
        Map<String, Stand> now = Map.of(LOW, stand("100-9999", ""), HIGH, stand("0-99,10000-16383", ""));

        assertThat(new Layout(now, true).unproven(told).isEmpty()).isTrue();
        assertThat(new Layout(now, false).unproven(told).text()).isEqualTo("0-99");
    }

    private static Stand stand(String slots, String history) {
        return new Stand(Slots.parse(slots).orElseThrow(), Optional.of(history).filter(text -> !text.isEmpty()));
    }
}
