package io.mysqlredis.stack;

import java.io.IOException;

/** What is particular to one of the servers. */
interface ServerProgram {
    ServerName name();

    /** Unpacks, configures and initialises whatever is not yet, and says how to start the server. */
    Launch prepare(Attempt attempt) throws IOException;

    /** Asks the server on that port to do a small piece of its real work; throws, saying why, where it does not. */
    void probe(int port) throws IOException;

    /** Throws where it was started in another way than it would be now. */
    default void requireAsWanted() {}

    /** Whether it runs from other files than the build has by now. */
    default boolean isOutdated() throws IOException {
        return false;
    }
}
