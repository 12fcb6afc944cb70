package io.mysqlredis.sink.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatermarkTest {

    private static final Partition PARTITION = new Partition("topic", 2);
    private static final SourcePosition EAST = source("east", 5);
    private static final SourcePosition WEST = source("west", 9);
    private static final Watermark FULL = new Watermark(
            41, 1_000, OptionalLong.of(900), 1_100, Map.of("east", range(3, EAST), "west", range(7, WEST)));

    @Test
    void itsFieldsAreReadBack() {
        assertThat(Watermark.parse(FULL.fields())).isEqualTo(FULL);
        Watermark bare = new Watermark(0, Watermark.UNKNOWN_TIMESTAMP, OptionalLong.empty(), 0, Map.of());
        assertThat(Watermark.parse(bare.fields())).isEqualTo(bare);
    }

    @Test
    void eachSourceHasALine() {
        assertThat(FULL.fields()).containsEntry("source", EAST.text() + "\n" + WEST.text());
    }

    @Test
    void noneIsWrittenAndReadAsNone() {
        assertThat(Watermark.NONE.fields()).isEqualTo(Map.of("offset", "-1"));
        assertThat(Watermark.parse(Map.of("offset", "-1", "timestamp", "5", "source", EAST.text())))
                .isEqualTo(Watermark.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-2", "1.5", "1e3", "99999999999999999999", " 1"})
    void anOffsetThatIsNoneMeansThatThePartitionIsReadAgain(String offset) {
        assertThat(Watermark.parse(Map.of("offset", offset))).isEqualTo(Watermark.NONE);
    }

    @Test
    void nothingAtAllIsNone() {
        assertThat(Watermark.parse(Map.of())).isEqualTo(Watermark.NONE);
        assertThat(Watermark.NONE.isNone()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"timestamp", "committed_at", "applied_at", "source", "complete_since"})
    void garbageInAnotherFieldLeavesTheOffset(String field) {
        Map<String, String> fields = new HashMap<>(FULL.fields());
        fields.put(field, "garbage");

        assertThat(Watermark.parse(fields).offset()).isEqualTo(41);
    }

    @Test
    void aLineOfASourceThatCannotBeReadLeavesTheOthers() {
        Map<String, String> fields = new HashMap<>(FULL.fields());
        fields.put("source", "garbage\n" + WEST.text());

        assertThat(Watermark.parse(fields).sources()).containsOnlyKeys("west");
    }

    @Test
    void ofASourceWithoutABeginningOnlyTheNewestIsKnown() {
        Map<String, String> fields = new HashMap<>(FULL.fields());
        fields.remove("complete_since");

        assertThat(Watermark.parse(fields).sources())
                .containsEntry("east", new SourceRange(EAST, EAST))
                .containsEntry("west", new SourceRange(WEST, WEST));
    }

    @ParameterizedTest
    @CsvSource({"0, -1", "-5, -1", "1, 0", "100, 99"})
    void beforeAnOffsetAllBelowItIsApplied(long offset, long applied) {
        assertThat(Watermark.before(offset).offset()).isEqualTo(applied);
        assertThat(Watermark.before(offset).isNone()).isEqualTo(applied < 0);
        assertThat(Watermark.before(offset).timestamp()).isEqualTo(Watermark.UNKNOWN_TIMESTAMP);
    }

    @Test
    void itMovesToTheLastRecordAndKeepsWhatThatDoesNotTell() {
        Watermark.Advance advance = new Watermark.Advance(FULL);
        SourcePosition later = source("east", 6);
        advance.take(new Progress(PARTITION, 42, 2_000, OptionalLong.of(1_900), Optional.of(later)));
        advance.take(new Progress(PARTITION, 43, -1, OptionalLong.empty(), Optional.empty()));

        assertThat(advance.reached(3_000))
                .isEqualTo(new Watermark(
                        43,
                        -1,
                        OptionalLong.of(1_900),
                        3_000,
                        Map.of("east", range(3, later), "west", range(7, WEST))));
    }

    @Test
    void behindAGapNothingIsKnownToBeComplete() {
        Watermark.Advance advance = new Watermark.Advance(FULL);
        SourcePosition later = source("east", 6);
        advance.take(new Progress(PARTITION, 43, 2_000, OptionalLong.of(1_900), Optional.of(later)));

        assertThat(advance.reached(3_000).sources()).isEqualTo(Map.of("east", range(6, later)));
    }

    private static SourceRange range(long oldest, SourcePosition newest) {
        return new SourceRange(source(newest.source(), oldest), newest);
    }

    private static SourcePosition source(String name, long position) {
        return new SourcePosition(
                name,
                1,
                Optional.of(new Gtid("uuid:" + position)),
                new BinlogPlace("binlog.000001", position, 0, false),
                position);
    }
}
