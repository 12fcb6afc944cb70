package io.mysqlredis.sink.writer;

import java.util.Set;

/** An error that Redis answered with, sorted by who can mend it: the one place that knows Redis's error codes. */
record ErrorReply(String text) {

    /** How EXEC reports an error of its own, such as memory that ran out after the commands were queued. */
    private static final String ABORTED = "EXECABORT Transaction discarded because of: ";

    // EXECABORT is here for one that gives no reason, and that no refused command came before.
    private static final Set<String> TIME_CURES = Set.of(
            "BUSY",
            "CLUSTERDOWN",
            "EXECABORT",
            "LOADING",
            "MASTERDOWN",
            "MISCONF",
            "NOREPLICAS",
            "OOM",
            "READONLY",
            "TRYAGAIN");

    private static final Set<String> NEEDS_OPERATOR =
            Set.of("ASK", "CROSSSLOT", "DENIED", "MOVED", "NOAUTH", "NOPERM", "NOPROTO", "WRONGPASS");

    enum Kind {
        TIME_CURES,
        NEEDS_OPERATOR,
        COMMAND_REJECTED
    }

    /** @param message what follows the {@code -} on the wire: a code, a space and a text */
    static ErrorReply of(String message) {
        String text = message.startsWith(ABORTED) ? message.substring(ABORTED.length()) : message;
        // What follows quotes the arguments, and so the row.
        int arguments = text.indexOf(", with args beginning with");
        return new ErrorReply(arguments < 0 ? text : text.substring(0, arguments));
    }

    Kind kind() {
        if (TIME_CURES.contains(code()) || text.startsWith("ERR max number of clients ")) {
            return Kind.TIME_CURES;
        }
        if (NEEDS_OPERATOR.contains(code()) || isRefusalWithoutCode()) {
            return Kind.NEEDS_OPERATOR;
        }
        return Kind.COMMAND_REJECTED;
    }

    /** Whether the node says that another one of its cluster has the key. */
    boolean isRedirection() {
        return code().equals("MOVED") || code().equals("ASK");
    }

    /** The word that it begins with. */
    String code() {
        return text.substring(0, indexOrLength(text, ' '));
    }

    boolean isAboutLogin() {
        return code().equals("NOAUTH")
                || code().equals("WRONGPASS")
                || text.startsWith("ERR AUTH ")
                || text.startsWith("ERR invalid password")
                || text.startsWith("ERR Client sent AUTH");
    }

    /** Whether it could be that of a Sentinel or of a cluster's node, which know neither transactions nor databases. */
    boolean mayBeOfAnotherKind() {
        return code().equals("ERR");
    }

    private boolean isRefusalWithoutCode() {
        return text.startsWith("ERR AUTH ")
                || text.startsWith("ERR DB index is out of range")
                || text.startsWith("ERR invalid DB index")
                || text.startsWith("ERR Client sent AUTH")
                || text.startsWith("ERR unknown command");
    }

    private static int indexOrLength(String text, char character) {
        int index = text.indexOf(character);
        return index < 0 ? text.length() : index;
    }
}
