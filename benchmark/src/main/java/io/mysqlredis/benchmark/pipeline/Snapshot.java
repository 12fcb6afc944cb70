package io.mysqlredis.benchmark.pipeline;

import io.mysqlredis.benchmark.Figure;
import io.mysqlredis.benchmark.Outcome;
import io.mysqlredis.benchmark.Section;
import io.mysqlredis.benchmark.Stage;
import java.util.ArrayList;
import java.util.List;

/** The rows that a table has when the source is posted, the latter part of them measured. */
final class Snapshot extends CopyMeasurement {

    private static final String TABLE = "orders";

    /** So many rows are in Redis when the clock starts. */
    private final int warmUp;

    private final int full;
    private final int quick;

    Snapshot(
            String name,
            String description,
            Section section,
            int rounds,
            Decoding decoding,
            int warmUp,
            int rows,
            int quick) {
        super(name, description, section, rounds, decoding);
        this.warmUp = warmUp;
        this.full = warmUp + rows;
        this.quick = quick;
    }

    @Override
    Outcome measure(Stage stage, Copying copying) throws Exception {
        int rows = stage.scale().of(full, quick);
        OrdersTable orders = new OrdersTable(copying, TABLE);
        orders.create();
        orders.fill(1, rows);
        stage.sync();
        // It reads already, so that the source has no start.
        copying.postSink(List.of(TABLE));
        Arrival arrival = new Arrival(stage, copying);
        Arrival.Mark posted = arrival.mark();
        copying.postSource();
        Arrival.Mark first = arrival.awaitPart(Math.max(1, stage.scale().of(warmUp, 0)), posted, rows);
        Arrival.Mark last = arrival.awaitRows(rows);

        List<Figure> figures = new ArrayList<>(first.figuresUntil(last));
        figures.add(new Figure("from posting to the last row", posted.secondsUntil(last), "s"));
        figures.addAll(WorkerUse.figures(stage));
        figures.add(new Figure("Redis memory", copying.redisBytesPerRow(), "B/row"));
        return new Outcome(figures, orders.verdict(rows));
    }
}
