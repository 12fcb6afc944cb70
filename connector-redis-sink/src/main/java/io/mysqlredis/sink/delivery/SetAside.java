package io.mysqlredis.sink.delivery;

/** Where records go that can never be applied. */
public interface SetAside {

    /**
     * Sets a record aside that Redis rejects.
     *
     * @throws RuntimeException if such records are not tolerated, which ends the task
     */
    void rejected(Step step, String reason);

    /** Whether all that was set aside is safe there by now. */
    boolean isSafe();
}
