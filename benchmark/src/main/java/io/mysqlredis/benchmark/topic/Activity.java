package io.mysqlredis.benchmark.topic;

import io.mysqlredis.benchmark.rows.Inserts;
import io.mysqlredis.benchmark.rows.Orders;
import io.mysqlredis.benchmark.rows.Updates;
import io.mysqlredis.benchmark.rows.Workload;

/** What happens to the table. */
public enum Activity {
    INSERTS("inserts"),
    /** Of 100,000 rows, most of them of the same thousand. */
    UPDATES("updates");

    private static final int ROWS = 100_000;

    private final String label;

    Activity(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** The changes themselves. */
    public Workload workload(RowSize size) {
        Orders orders = new Orders(size.noteLength());
        return this == INSERTS ? new Inserts(orders) : new Updates(orders, ROWS);
    }
}
