package io.mysqlredis.sink.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceRangeTest {

    private final Map<String, SourceRange> sources = new HashMap<>();

    @Test
    void whatIsBetweenTheOldestAndTheNewestIsProvenAndNothingElse() {
        take(10, 1_000);
        take(20, 1_000);
        take(30, 1_000);

        assertThat(proves(10)).isTrue();
        assertThat(proves(20)).isTrue();
        assertThat(proves(5)).as("before the oldest").isFalse();
        assertThat(proves(30)).as("the newest itself").isFalse();
        assertThat(proves(31)).isFalse();
    }

    @Test
    void transactionsThatDoNotStandInTheOrderOfTheirTimesAreProvenToo() {
        take(10, 1_001);
        take(20, 1_000);

        assertThat(sources.get("shop").proves(position(10, 1_001))).isTrue();
    }

    @Test
    void aChangeThatStandsBeforeTheNewestBeginsAnew() {
        take(10, 1_000);
        take(20, 1_000);
        take(15, 1_000);

        assertThat(proves(10)).isFalse();
    }

    @Test
    void theRestOfATransactionThatGoesOnAtAReplicaIsNotProven() {
        take(5, 1_000);
        take(50, "binlog.000007", 6_000);
        take(50, "binlog.000007", 6_100);

        assertThat(proves(50, "binlog.000003", 300)).isFalse();
        assertThat(proves(50, "binlog.000007", 6_000)).isFalse();
        take(51, "binlog.000007", 6_200);
        assertThat(proves(50, "binlog.000007", 6_000)).isTrue();
    }

    @Test
    void partOfTheLastTransactionAgainDoesNotBeginAnew() {
        take(5, 1_000);
        take(10, 1_000);
        take(50, "binlog.000007", 6_000);
        take(50, "binlog.000007", 6_100);
        take(50, "binlog.000007", 6_000);

        assertThat(proves(10)).isTrue();
        take(51, "binlog.000007", 6_200);
        assertThat(proves(50, "binlog.000007", 6_100)).isTrue();
    }

    private void take(long transaction, String file, long position) {
        SourceRange.extend(sources, inTransaction(transaction, file, position));
    }

    private boolean proves(long transaction, String file, long position) {
        return sources.get("shop").proves(inTransaction(transaction, file, position));
    }

    private static SourcePosition inTransaction(long number, String file, long position) {
        return new SourcePosition(
                "shop", 1, Optional.of(new Gtid("aa-bb:" + number)), new BinlogPlace(file, position, 0, false), 1_000);
    }

    private boolean proves(long position) {
        return sources.get("shop").proves(position(position, 1_000));
    }

    private void take(long position, long committedAt) {
        SourceRange.extend(sources, position(position, committedAt));
    }

    private static SourcePosition position(long position, long committedAt) {
        return new SourcePosition(
                "shop",
                1,
                Optional.of(new Gtid("aa-bb:" + position)),
                new BinlogPlace("binlog.000001", position, 0, false),
                committedAt);
    }
}
