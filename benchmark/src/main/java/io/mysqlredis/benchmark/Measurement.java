package io.mysqlredis.benchmark;

import io.mysqlredis.stack.ServerName;
import java.util.EnumSet;
import java.util.Set;

/**
 * Something that is measured in several rounds, each of which begins with an empty Redis and leaves nothing behind that
 * runs.
 */
public interface Measurement {

    /**
     * Unlike that of any other, and the same as long as it measures the same thing; of letters, digits, hyphens and
     * slashes.
     */
    String name();

    /** In a few words, for a reader who does not know it. */
    String description();

    Section section();

    /** In full; quick runs have one. */
    int rounds();

    /** Whether a quick run has it: those that it leaves out run no code that others do not run too. */
    default boolean isInQuickRuns() {
        return true;
    }

    /** What runs meanwhile of the stack; the other servers are stopped, so that they take no CPU. */
    default Set<ServerName> servers() {
        return EnumSet.of(ServerName.KAFKA, ServerName.REDIS, ServerName.REGISTRY);
    }

    /** What is done once, before the first round of any measurement that is due, such as filling a topic. */
    default void prepare(Stage stage) throws Exception {}

    /**
     * Measures once.
     *
     * @throws Exception if it cannot be measured; the round is then reported as failed, and the next measurement begins
     */
    Outcome measure(Stage stage) throws Exception;
}
