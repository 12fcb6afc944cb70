package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.RecordPosition;

/** The port to Redis: when {@link #write} returns, Redis has acknowledged every command that it did not reject. */
public interface RedisWriter extends AutoCloseable {

    /** Learns of each record whose command Redis rejects. */
    interface Rejections {

        /**
         * A record was rejected for what it is, and would be again. An exception thrown here ends the writing; the writes
         * after this one's round trip are then not sent.
         *
         * @param reason in Redis's words, without the row's values
         */
        void rejected(RecordPosition position, String reason);
    }

    /**
     * Applies the writes in their order. After an exception any part of them may have been applied; the whole batch can be
     * written again, since each command but an append says what its key holds and not how it changes.
     *
     * @throws RedisUnavailableException if the same call may succeed later
     * @throws RedisMisconfiguredException if no batch can succeed before an operator acts
     */
    void write(Batch batch, Rejections rejections);

    @Override
    void close();
}
