package io.mysqlredis.endtoend.faults;

import java.util.List;
import org.assertj.core.api.SoftAssertions;

/** What must be so after every fault: nothing lost, wrong or too much, no row seen going back or in halves, and live in time. */
record Verdict(List<Recovery> recoveries, List<String> differences, Observer.Report observed) {

    private static final int SHOWN = 10;

    /** Fails with all that is not so, and with examples of each. */
    void requireGood() {
        SoftAssertions softly = new SoftAssertions();
        requireNone(softly, "differences between MySQL and Redis", differences);
        requireNone(softly, "rows seen going back", observed.regressions());
        requireNone(softly, "rows seen half-written", observed.halfWritten());
        softly.assertThat(observed.rowsSeen()).as("rows that the observer saw").isPositive();
        softly.assertThat(recoveries).allMatch(Recovery::isInTime, "is in time");
        softly.assertAll();
    }

    private static void requireNone(SoftAssertions softly, String what, List<?> found) {
        softly.assertThat(found.stream().limit(SHOWN).toList())
                .as("%d %s, such as", found.size(), what)
                .isEmpty();
    }
}
