package io.mysqlredis.endtoend.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Random;
import java.util.function.LongSupplier;

/** Random changes of every kind to the rows of one table, each of which gives its row a larger {@code n} than any before. */
final class RowMix {

    private static final int LARGEST_TRANSACTION = 12;
    private static final int HOT_EVERY = 3;

    private final LoadTable table;
    private final LongSupplier numbers;
    private final Random random;
    private final BitSet present = new BitSet();

    RowMix(LoadTable table, LongSupplier numbers, Random random) {
        this.table = table;
        this.numbers = numbers;
        this.random = random;
    }

    /** Learns from MySQL which rows there are, since nobody knows what became of a transaction in flight. */
    void recall(Connection mysql) throws SQLException {
        present.clear();
        for (int id : table.ids(mysql)) {
            present.set(id);
        }
    }

    /** Carries out one transaction of one or more changes and returns how many they were. */
    int transaction(Connection mysql) throws SQLException {
        int wanted = 1 + random.nextInt(LARGEST_TRANSACTION);
        int done = 0;
        while (done < wanted) {
            done += change(mysql, anyId());
        }
        mysql.commit();
        return done;
    }

    private int change(Connection mysql, int id) throws SQLException {
        if (!present.get(id)) {
            table.insert(mysql, id, numbers.getAsLong());
            present.set(id);
            return 1;
        }
        int dice = random.nextInt(10);
        if (dice < 6) {
            table.update(mysql, id, numbers.getAsLong());
            return 1;
        }
        if (dice < 8) {
            table.delete(mysql, id);
            present.clear(id);
            return 1;
        }
        if (dice < 9) {
            table.delete(mysql, id);
            table.insert(mysql, id, numbers.getAsLong());
            return 2;
        }
        return move(mysql, id, anyId());
    }

    private int move(Connection mysql, int id, int to) throws SQLException {
        if (present.get(to)) {
            return 0;
        }
        table.move(mysql, id, to, numbers.getAsLong());
        present.clear(id);
        present.set(to);
        return 1;
    }

    private int anyId() {
        boolean isHot = random.nextInt(HOT_EVERY) == 0;
        return 1 + random.nextInt(isHot ? LoadTable.HOT_ROWS : LoadTable.ROWS);
    }
}
