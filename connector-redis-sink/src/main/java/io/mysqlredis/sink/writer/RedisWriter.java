package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.Batch;

/** The port to Redis: when {@link #write} returns, Redis has acknowledged every command of the batch. */
public interface RedisWriter extends AutoCloseable {

    /**
     * Applies the commands in their order. After an exception any part of them may have been applied; the whole batch can
     * be written again, since each command says what its key holds and not how it changes.
     *
     * @throws RedisUnavailableException if the same call may succeed later
     * @throws RedisMisconfiguredException if no batch can succeed before an operator acts
     * @throws CommandRejectedException if Redis refuses one of the commands for what it is
     */
    void write(Batch batch);

    @Override
    void close();
}
