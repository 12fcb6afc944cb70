package io.mysqlredis.sink.delivery;

import io.mysqlredis.sink.command.Batch;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** Is told what happens, on the task's thread; it decides nothing, takes no time and throws nothing. */
public interface Observer {

    /**
     * Redis carried out a flight.
     *
     * @param steps whose commands it is made of
     * @param bytes of keys and values in all these commands
     * @param sent a write for each step, without the commands that later ones leave nothing of
     * @param roundTrip from the first request to the last reply
     */
    void flown(List<Step> steps, long bytes, Batch sent, Duration roundTrip);

    /** Redis has all that these cause, or they cause nothing; of each record this is told once. */
    void applied(List<Step> steps);

    /** A partition that was read before is read again from where Redis has it. */
    void rewound();

    /** A partition was left to another task. */
    void fenced();

    /**
     * Nothing can be applied now, or still not.
     *
     * @param reason for people, without values of rows and passwords
     */
    void stalled(String reason);

    /** During a stall it is tried again. */
    void retried();

    /** The stall is over. */
    void resumed();

    /**
     * How the task is left until it is called again.
     *
     * @param pending what was taken in and is not applied; only to be read now
     * @param unread what was handed in before and could not be read yet; the same
     * @param foreign how many partitions are left to other tasks
     */
    void left(Collection<Step> pending, Collection<SinkRecord> unread, int foreign);
}
