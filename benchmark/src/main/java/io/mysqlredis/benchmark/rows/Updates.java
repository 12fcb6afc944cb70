package io.mysqlredis.benchmark.rows;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Each change updates a row: four in five times one of the hot rows, which are the first of a hundred. */
public record Updates(Orders orders, int rows) implements Workload {

    private static final int HOT_PERCENT = 80;
    private static final int ROWS_PER_HOT_ONE = 100;

    @Override
    public Iterator<Change> changes(long count) {
        int[] versions = new int[rows];
        return LongStream.range(0, count)
                .mapToObj(number -> {
                    int row = row(number);
                    Order before = orders.order(row + 1L, versions[row]);
                    versions[row]++;
                    return new Change(number, Optional.of(before), orders.order(row + 1L, versions[row]));
                })
                .iterator();
    }

    private int row(long number) {
        long mixed = Orders.mix(number);
        boolean isHot = Long.remainderUnsigned(mixed, 100) < HOT_PERCENT;
        return (int) Long.remainderUnsigned(mixed >>> 20, isHot ? Math.max(1, rows / ROWS_PER_HOT_ONE) : rows);
    }

    @Override
    public Remainder remainder(long count) {
        int[] versions = new int[rows];
        for (long number = 0; number < count; number++) {
            versions[row(number)]++;
        }
        int[] changed =
                IntStream.range(0, rows).filter(row -> versions[row] > 0).toArray();
        return new Remainder() {

            @Override
            public long rows() {
                return changed.length;
            }

            @Override
            public List<Order> sample(int size, Random random) {
                return IntStream.range(0, size)
                        .map(any -> changed[random.nextInt(changed.length)])
                        .mapToObj(row -> orders.order(row + 1L, versions[row]))
                        .toList();
            }
        };
    }
}
