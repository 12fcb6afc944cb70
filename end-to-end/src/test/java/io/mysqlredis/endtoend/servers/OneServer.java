package io.mysqlredis.endtoend.servers;

/** One server, to be taken away and brought back; each call returns when that is done. */
public interface OneServer {

    /** Asks it to end. */
    void stop();

    /** Ends it without any chance to clean up. */
    void kill();

    /** Returns when it answers. */
    void start();
}
