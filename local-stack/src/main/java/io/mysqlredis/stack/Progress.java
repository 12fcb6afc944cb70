package io.mysqlredis.stack;

/** Hears, line by line and possibly from several threads, what the stack is doing. */
@FunctionalInterface
public interface Progress {
    void report(String line);

    /** For callers that do not want to know. */
    static Progress silent() {
        return line -> {};
    }
}
