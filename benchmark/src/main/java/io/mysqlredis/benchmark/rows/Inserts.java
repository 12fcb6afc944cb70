package io.mysqlredis.benchmark.rows;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Each change is a row of its own. */
public record Inserts(Orders orders) implements Workload {

    @Override
    public Iterator<Change> changes(long count) {
        return LongStream.range(0, count)
                .mapToObj(number -> new Change(number, Optional.empty(), orders.order(number + 1, 0)))
                .iterator();
    }

    @Override
    public Remainder remainder(long count) {
        return new Remainder() {

            @Override
            public long rows() {
                return count;
            }

            @Override
            public List<Order> sample(int size, Random random) {
                return Stream.generate(() -> orders.order(1 + random.nextLong(count), 0))
                        .limit(size)
                        .toList();
            }
        };
    }
}
