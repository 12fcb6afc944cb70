package io.mysqlredis.benchmark.pipeline;

import io.mysqlredis.benchmark.Figure;
import io.mysqlredis.benchmark.Outcome;
import io.mysqlredis.benchmark.Section;
import io.mysqlredis.benchmark.Stage;
import java.util.ArrayList;
import java.util.List;

/** The rows that a table has when the source is posted: from the first of them in Redis to the last. */
final class Snapshot extends CopyMeasurement {

    private static final String TABLE = "orders";

    private final long full;
    private final int quick;

    Snapshot(String name, String description, Section section, int rounds, Decoding decoding, long rows, int quick) {
        super(name, description, section, rounds, decoding);
        this.full = rows;
        this.quick = quick;
    }

    @Override
    Outcome measure(Stage stage, Copying copying) throws Exception {
        long rows = stage.scale().isQuick() ? quick : full;
        OrdersTable orders = new OrdersTable(copying, TABLE);
        orders.create();
        orders.fill(1, rows);
        // It reads already, so whatever the source has ahead of Redis when the first row is there, it has by its own
        // speed.
        copying.postSink(List.of(TABLE));
        Arrival arrival = new Arrival(stage, copying);
        Arrival.Mark posted = arrival.mark(0);
        copying.postSource();
        Arrival.Mark first = arrival.awaitFirst(posted, rows);
        long ahead = copying.records(TABLE) - first.rows();
        Arrival.Mark last = arrival.awaitRows(rows);

        List<Figure> figures = new ArrayList<>(first.figuresUntil(last));
        figures.add(new Figure("source ahead at first", ahead, "rows"));
        figures.add(new Figure("from posting to the last row", posted.secondsUntil(last), "s"));
        figures.add(new Figure("Connect heap, live", Memory.liveHeapMegabytes(stage), "MB"));
        figures.add(new Figure("Redis memory", Memory.redisBytesPerRow(copying), "B/row"));
        return new Outcome(figures, orders.verdict(rows));
    }
}
