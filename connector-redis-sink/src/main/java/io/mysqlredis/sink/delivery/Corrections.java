package io.mysqlredis.sink.delivery;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import io.mysqlredis.sink.writer.RedisWriter;
import io.mysqlredis.sink.writer.RedisWriter.Fate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is to be put right after a flight of which Redis rejected some records and carried out the others: the watermarks that
 * went past these records go back, and only then are the records set aside.
 */
final class Corrections {

    private final SetAside setAside;
    private final Map<Partition, Watermark> marks = new HashMap<>();
    private final List<Aside> records = new ArrayList<>();

    private record Aside(Step step, String reason) {}

    Corrections(SetAside setAside) {
        this.setAside = setAside;
    }

    void goBack(Partition partition, Watermark to) {
        marks.put(partition, to);
    }

    void setAsideThen(Step step, String reason) {
        records.add(new Aside(step, reason));
    }

    boolean areDone() {
        return marks.isEmpty() && records.isEmpty();
    }

    /** Whose watermarks in Redis are too far up as yet. */
    Set<Partition> partitions() {
        return marks.keySet();
    }

    /** Returns whether all is right now; if not, others have touched the watermarks, and these are to be looked at first. */
    boolean carryOut(RedisWriter writer) {
        if (!marks.isEmpty()) {
            if (writer.write(new Batch(List.of()), marks).fate() != Fate.APPLIED) {
                return false;
            }
            marks.clear();
        }
        setAside(record -> true);
        return true;
    }

    /** These partitions are closed. Where a watermark stays behind a record, whoever reads on would pass that without a word. */
    void close(Collection<Partition> partitions) {
        partitions.forEach(marks::remove);
        setAside(record -> partitions.contains(record.step().partition()));
    }

    /** Its watermark is another task's. */
    void leave(Partition partition) {
        marks.remove(partition);
    }

    /** Its records are read again. */
    void forget(Partition partition) {
        marks.remove(partition);
        records.removeIf(record -> record.step().partition().equals(partition));
    }

    private void setAside(Predicate<Aside> which) {
        for (Aside record : records.stream().filter(which).toList()) {
            // Where that is not tolerated, it comes up again until the task has ended.
            setAside.rejected(record.step(), record.reason());
            records.remove(record);
        }
    }
}
