package io.mysqlredis.sink.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcePositionTest {

    /** What was applied last. */
    private static final SourcePosition APPLIED = position("shop", 1, "aa-bb:50", "binlog.000010", 500, 1_000);

    @ParameterizedTest
    @CsvSource({
        "aa-bb:49, binlog.000010, 499, 1000",
        "aa-bb:49, binlog.000010, 0, 0",
        "aa-bb:1, binlog.000009, 900, 1000",
        "aa-bb:9, binlog.000001, 900, 999",
    })
    void aChangeFromBeforeInEveryRespectIsARepeat(String gtid, String file, long position, long committedAt) {
        assertThat(position("shop", 1, gtid, file, position, committedAt).isProvenRepeat(APPLIED))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "the same transaction, shop, 1, aa-bb:50, binlog.000010, 499, 1000",
        "the same position, shop, 1, aa-bb:50, binlog.000010, 500, 1000",
        "a later position, shop, 1, aa-bb:50, binlog.000010, 501, 1000",
        "another source, shop2, 1, aa-bb:49, binlog.000010, 400, 900",
        "another server, shop, 2, aa-bb:49, binlog.000010, 400, 900",
        "a snapshot's server, shop, 0, aa-bb:49, binlog.000010, 400, 900",
        "no GTID, shop, 1, , binlog.000010, 400, 900",
        "another GTID server, shop, 1, aa-cc:49, binlog.000010, 400, 900",
        "a tagged GTID, shop, 1, aa-bb:tag:49, binlog.000010, 400, 900",
        "a higher GTID, shop, 1, aa-bb:51, binlog.000010, 400, 900",
        "a higher GTID of more digits, shop, 1, aa-bb:100, binlog.000010, 400, 900",
        "a GTID without a number, shop, 1, aa-bb:x, binlog.000010, 400, 900",
        "a GTID without a colon, shop, 1, 49, binlog.000010, 400, 900",
        "a range of GTIDs, shop, 1, aa-bb:1-49, binlog.000010, 400, 900",
        "a later file, shop, 1, aa-bb:49, binlog.000011, 400, 900",
        "a later file of more digits, shop, 1, aa-bb:49, binlog.1000000, 400, 900",
        "another name of files, shop, 1, aa-bb:49, mysql.000009, 400, 900",
        "another name of equal length, shop, 1, aa-bb:49, binlag.000009, 400, 900",
        "a file without a number, shop, 1, aa-bb:49, binlog.index, 400, 900",
        "a file without an end, shop, 1, aa-bb:49, binlog, 400, 900",
        "a later time, shop, 1, aa-bb:49, binlog.000010, 400, 1001",
    })
    void anyDoubtIsNoRepeat(
            String doubt, String source, long server, String gtid, String file, long position, long committedAt) {
        assertThat(position(source, server, gtid, file, position, committedAt).isProvenRepeat(APPLIED))
                .as(doubt)
                .isFalse();
    }

    @Test
    void aRepeatIsKnownThoughALaterTransactionHasAnEarlierTime() {
        SourcePosition first = position("shop", 1, "aa-bb:50", "binlog.000010", 500, 1_001);
        SourcePosition second = position("shop", 1, "aa-bb:51", "binlog.000010", 600, 1_000);

        assertThat(first.isProvenRepeat(second)).isFalse();
        assertThat(first.isProvenRepeat(second.after(first))).isTrue();
        assertThat(second.after(first).place().position()).isEqualTo(600);
    }

    @Test
    void theTimeOfOneServerTellsNothingOfAnother() {
        SourcePosition former = position("shop", 2, "aa-bb:50", "binlog.000010", 500, 1_001);

        assertThat(APPLIED.after(former)).isEqualTo(APPLIED);
    }

    @ParameterizedTest
    @CsvSource({
        "binlog.000009, binlog.000010",
        "binlog.999999, binlog.1000000",
        "a.b.000001, a.b.000002",
    })
    void filesAreCountedAndNotComparedAsTexts(String earlier, String later) {
        SourcePosition one = position("shop", 1, "a:1", earlier, 900, 0);
        SourcePosition other = position("shop", 1, "a:2", later, 4, 0);

        assertThat(one.isProvenRepeat(other)).isTrue();
        assertThat(other.isProvenRepeat(one)).isFalse();
    }

    @Test
    void whatWasAppliedWithoutAGtidProvesNothing() {
        SourcePosition withoutGtid = new SourcePosition("shop", 1, Optional.empty(), APPLIED.place(), 1_000);

        assertThat(position("shop", 1, "aa-bb:49", "binlog.000010", 400, 900).isProvenRepeat(withoutGtid))
                .isFalse();
    }

    @Test
    void aTransactionIsToldOnceMoreWhereAnEarlierEventOfItComes() {
        SourcePosition earlier = position("shop", 1, "aa-bb:50", "binlog.000010", 499, 1_000);

        assertThat(earlier.beginsToRetell(APPLIED)).isTrue();
        assertThat(earlier.goesOnToRetell(APPLIED)).isTrue();
        assertThat(APPLIED.beginsToRetell(earlier)).isFalse();
        assertThat(APPLIED.goesOnToRetell(APPLIED)).isFalse();
        assertThat(position("shop", 1, "aa-bb:49", "binlog.000010", 499, 1_000).beginsToRetell(APPLIED))
                .isFalse();
        assertThat(position("shop", 1, null, "binlog.000010", 499, 1_000).beginsToRetell(APPLIED))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "a b=c\nd", "ü%:+😀", "", "source=x server_id=2"})
    void everyTextIsReadBackAsItWas(String odd) {
        SourcePosition position = new SourcePosition(
                odd, Long.MAX_VALUE, Optional.of(new Gtid(odd)), new BinlogPlace(odd, 0, 0, false), -1);

        assertThat(position.text().lines()).hasSize(1);
        assertThat(SourcePosition.parse(position.text())).contains(position);
        SourcePosition withoutGtid =
                new SourcePosition(odd, 0, Optional.empty(), new BinlogPlace(odd, Long.MIN_VALUE, 3, true), 7);
        assertThat(SourcePosition.parse(withoutGtid.text())).contains(withoutGtid);
    }

    @Test
    void theTextIsForPeopleToo() {
        assertThat(APPLIED.text())
                .isEqualTo("source=shop server_id=1 gtid=aa-bb:50 file=binlog.000010 pos=500 row=0 ts_ms=1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "source",
                "source=shop server_id=1 file=f pos=5 row=0",
                "source=shop server_id=1 file=f pos=5 ts_ms=1",
                "source=shop server_id=x file=f pos=5 row=0 ts_ms=1",
                "source=%zz server_id=1 file=f pos=5 row=0 ts_ms=1",
                "server_id=1 file=f pos=5 row=0 ts_ms=1",
            })
    void whatIsNoPositionIsReadAsNone(String line) {
        assertThat(SourcePosition.parse(line)).isEmpty();
    }

    private static SourcePosition position(
            String source, long server, String gtid, String file, long position, long committedAt) {
        return new SourcePosition(
                source,
                server,
                Optional.ofNullable(gtid).map(Gtid::new),
                new BinlogPlace(file, position, 0, false),
                committedAt);
    }
}
