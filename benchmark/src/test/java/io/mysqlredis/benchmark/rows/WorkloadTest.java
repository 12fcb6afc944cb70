package io.mysqlredis.benchmark.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    private static final Orders ORDERS = new Orders(20);
    private static final int COUNT = 20_000;

    private static List<Change> changes(Workload workload) {
        List<Change> changes = new ArrayList<>();
        workload.changes(COUNT).forEachRemaining(changes::add);
        return changes;
    }

    private static Map<Long, Order> applied(List<Change> changes) {
        Map<Long, Order> rows = new HashMap<>();
        changes.forEach(change -> rows.put(change.after().id(), change.after()));
        return rows;
    }

    @Test
    void insertsAreRowsOfTheirOwn() {
        Workload inserts = new Inserts(ORDERS);
        Map<Long, Order> rows = applied(changes(inserts));

        assertThat(rows).hasSize(COUNT);
        assertThat(inserts.remainder(COUNT).rows()).isEqualTo(COUNT);
        assertThat(inserts.remainder(COUNT).sample(100, new Random(1)))
                .allSatisfy(order -> assertThat(order).isEqualTo(rows.get(order.id())));
    }

    @Test
    void whatRemainsOfUpdatesIsTheLastVersionOfEachRow() {
        Workload updates = new Updates(ORDERS, 1_000);
        Map<Long, Order> rows = applied(changes(updates));

        assertThat(updates.remainder(COUNT).rows()).isEqualTo(rows.size());
        assertThat(updates.remainder(COUNT).sample(500, new Random(1)))
                .allSatisfy(order -> assertThat(order).isEqualTo(rows.get(order.id())));
    }

    @Test
    void anUpdateTellsTheRowAsItWasLeftBefore() {
        Map<Long, Order> rows = new HashMap<>();
        for (Change change : changes(new Updates(ORDERS, 1_000))) {
            Order before = change.before().orElseThrow();
            assertThat(before).isEqualTo(rows.getOrDefault(before.id(), before));
            assertThat(change.after()).isNotEqualTo(before);
            rows.put(before.id(), change.after());
        }
    }

    @Test
    void fourOfFiveUpdatesAreOfHotRows() {
        long hot = changes(new Updates(ORDERS, 10_000)).stream()
                .filter(change -> change.after().id() <= 100)
                .count();

        assertThat(hot / (double) COUNT).isBetween(0.78, 0.83);
    }

    @Test
    void positionsInTheBinlogIncrease() {
        BinlogPosition last = BinlogPosition.of(0);
        for (long change = 999; change < 10_000_000; change += 999) {
            BinlogPosition next = BinlogPosition.of(change);
            String lastPlace = "%s %012d".formatted(last.file(), last.position());
            assertThat("%s %012d".formatted(next.file(), next.position())).isGreaterThan(lastPlace);
            assertThat(next.committedAtMicros()).isGreaterThan(last.committedAtMicros());
            last = next;
        }
    }

    @Test
    void theRowsOfOneTransactionStandAtOnePlace() {
        assertThat(BinlogPosition.of(5).gtid()).isEqualTo(BinlogPosition.of(4).gtid());
        assertThat(BinlogPosition.of(5).row()).isEqualTo(BinlogPosition.of(4).row() + 1);
        assertThat(BinlogPosition.of(5).position())
                .isEqualTo(BinlogPosition.of(4).position());
    }
}
