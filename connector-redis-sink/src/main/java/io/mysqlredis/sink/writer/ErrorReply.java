package io.mysqlredis.sink.writer;

import java.util.Set;
import java.util.regex.Pattern;

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

    /** What the commands that are sent can earn by their arguments or by what stands at their key, from Redis 6.2 on. */
    private static final Pattern BLAMES_THE_COMMAND = Pattern.compile("WRONGTYPE .*"
            + "|ERR (syntax error|wrong number of arguments|Protocol error|invalid expire time|value is (not|out of) "
            + "|resulting score is not |invalid longitude,latitude |hash (value|field) |The ID specified in XADD "
            + "|The stream has exhausted |Invalid stream ID |Elements are too large ).*"
            + "|.*exceeds (the )?maximum allowed .*"
            // RedisJSON; its parser tells where, and nothing before that is sure to be the same.
            + "|(ERR )?(Existing key has wrong Redis type|new objects must be created at the root|wrong static path).*"
            + "|.* at line \\d+ column \\d+.*");

    /** Of services and proxies in front of Redis, and of no record: a record would not be welcome later either. */
    private static final Pattern TELLS_OF_NOW = Pattern.compile(
            "(?i).*\\b(quota|rate|throttl\\w*|busy|too many requests|requests? limit|try again|retry|temporar\\w*|hourly|daily|monthly"
                    + "|per (second|minute|hour|day|month))\\b.*");

    private static final Pattern TELLS_OF_A_LIMIT = Pattern.compile("(?i).*\\b(limit\\w*|max|maximum|exceed\\w*)\\b.*");

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

    /** The kind of an answer to something that no other writes were sent with. */
    Kind kind() {
        return kind(Taken.NOTHING);
    }

    /** @param taken what else of the same flight the server took, which tells of an unknown error what it is about */
    Kind kind(Taken taken) {
        if (TIME_CURES.contains(code()) || isOfTheMomentWithoutCode()) {
            return Kind.TIME_CURES;
        }
        if (NEEDS_OPERATOR.contains(code()) || isRefusalWithoutCode()) {
            return Kind.NEEDS_OPERATOR;
        }
        return BLAMES_THE_COMMAND.matcher(text).matches() ? Kind.COMMAND_REJECTED : kindOfUnknown(taken);
    }

    private Kind kindOfUnknown(Taken taken) {
        if (TELLS_OF_NOW.matcher(text).matches()) {
            return Kind.TIME_CURES;
        }
        if (TELLS_OF_A_LIMIT.matcher(text).matches()) {
            // One that is reached in the middle of a flight is reached for all that follows.
            return taken == Taken.LATER_ONES ? Kind.COMMAND_REJECTED : Kind.TIME_CURES;
        }
        return taken == Taken.NOTHING ? Kind.NEEDS_OPERATOR : Kind.COMMAND_REJECTED;
    }

    /** Whether nothing but the company that it comes in tells what it is about. */
    boolean isUnknown() {
        return kind(Taken.NOTHING) != kind(Taken.LATER_ONES);
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

    /** Whether the user lacks a right, and not the one to wait for replicas. */
    boolean isAboutRights() {
        return code().equals("NOPERM") && !isAboutReplicas();
    }

    /** Whether the user may not run what {@code redis.wait.replicas} asks for. */
    boolean isAboutReplicas() {
        return code().equals("NOPERM") && text.contains("'wait'");
    }

    /** Whether what stands at the key is of another type. */
    boolean isAboutType() {
        return code().equals("WRONGTYPE");
    }

    /** Whether it could be that of a Sentinel or of a cluster's node, which know neither transactions nor databases. */
    boolean mayBeOfAnotherKind() {
        return code().equals("ERR");
    }

    private boolean isOfTheMomentWithoutCode() {
        return text.startsWith("ERR max number of clients ")
                // A master that became a replica.
                || text.startsWith("ERR WAIT cannot be used with replica");
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
