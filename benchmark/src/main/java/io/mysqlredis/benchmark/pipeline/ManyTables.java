package io.mysqlredis.benchmark.pipeline;

import io.mysqlredis.benchmark.Figure;
import io.mysqlredis.benchmark.Outcome;
import io.mysqlredis.benchmark.Section;
import io.mysqlredis.benchmark.Stage;
import io.mysqlredis.benchmark.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The same rows in more and more tables. */
final class ManyTables extends CopyMeasurement {

    private final int tables;

    ManyTables(String name, String description, int rounds, int tables) {
        super(name, description, Section.GROWTH, rounds, Decoding.CONVERTER);
        this.tables = tables;
    }

    @Override
    Outcome measure(Stage stage, Copying copying) throws Exception {
        int rows = stage.scale().of(200_000, 2_000) / tables * tables;
        List<OrdersTable> all = IntStream.range(0, tables)
                .mapToObj(number -> new OrdersTable(copying, "orders_" + number))
                .toList();
        for (OrdersTable table : all) {
            table.create();
            table.fill(1, rows / tables);
        }
        stage.sync();
        Arrival arrival = new Arrival(stage, copying);
        long begin = System.nanoTime();
        copying.postSink(all.stream().map(OrdersTable::name).toList());
        double sinkTook = (System.nanoTime() - begin) / 1e9;
        Arrival.Mark posted = arrival.mark();
        copying.postSource();
        Arrival.Mark first = arrival.awaitRows(1);
        Arrival.Mark last = arrival.awaitRows(rows);
        List<Figure> use = WorkerUse.figures(stage);
        begin = System.nanoTime();
        copying.sql(all.get(tables / 2).insertOfFew(rows + 1, 1));
        arrival.awaitRows(rows + 1);
        double change = (System.nanoTime() - begin) / 1e6;

        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("from posting to the last row", posted.secondsUntil(last), "s"));
        figures.add(new Figure("of that to the first row", posted.secondsUntil(first), "s"));
        figures.add(new Figure("sink takes over its topics", sinkTook, "s"));
        figures.add(new Figure("a change afterwards", change, "ms"));
        figures.addAll(use);
        return new Outcome(figures, verdict(all, copying.rows(), rows + 1));
    }

    private static Verdict verdict(List<OrdersTable> all, long found, long rows) throws Exception {
        if (found != rows) {
            return OrdersTable.wrongCount(found, rows);
        }
        for (OrdersTable table : all) {
            Verdict verdict = table.sample(Math.max(1, OrdersTable.SAMPLE / all.size()));
            if (!verdict.isRight()) {
                return verdict;
            }
        }
        return Verdict.right();
    }
}
