package io.mysqlredis.benchmark.rows;

import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** Which rows are changed, in which order; the same each time. */
public interface Workload {

    /** The first so many changes. */
    Iterator<Change> changes(long count);

    /** What is there after so many changes. */
    Remainder remainder(long count);

    /** Rows as they are after some changes. */
    interface Remainder {

        /** How many there are. */
        long rows();

        /** Some of them, which need not differ from each other. */
        List<Order> sample(int size, Random random);
    }
}
