package io.mysqlredis.stack;

import java.util.OptionalLong;

/**
 * What one server is doing.
 *
 * @param pid empty where it is stopped
 * @param address {@code host:port} that it has, or would get
 * @param residentBytes of memory, 0 where it is stopped
 */
public record ServerStatus(ServerName server, State state, OptionalLong pid, String address, long residentBytes) {
    /** Whether the process is there, and whether it does its work. */
    public enum State {
        ANSWERING("answering"),
        NOT_ANSWERING("not answering"),
        STOPPED("stopped");

        private final String text;

        State(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public boolean isAnswering() {
        return state == State.ANSWERING;
    }
}
