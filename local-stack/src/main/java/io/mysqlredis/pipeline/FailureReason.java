package io.mysqlredis.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a stack trace says, in one line of bounded length that holds no password and no value of a row. */
final class FailureReason {

    private static final int HEAD = 150;
    private static final int TAIL = 250;
    private static final String CAUSE = "Caused by: ";
    private static final Pattern EXCEPTION = Pattern.compile("([\\w.$]+)(?:: (.*))?");
    // What could not be parsed stands in the message of these.
    private static final Pattern QUOTES_DATA =
            Pattern.compile("com\\.fasterxml\\..*|.*\\.(NumberFormat|DateTimeParse|Parse)Exception");
    // A whole schema, which would leave no room for anything else.
    private static final Pattern SCHEMA = Pattern.compile("(Avro schema)\\{.*");
    // Whose message is the name alone.
    private static final String UNKNOWN_HOST = "java.net.UnknownHostException";
    private static final Pattern LOGIN = Pattern.compile("//[^/@\\s]*@");
    private static final Pattern SECRET =
            Pattern.compile("(?i)((?:password|passwd|secret|token)\\w*\\s*[=:]\\s*)[^\\s,;&]+");

    private FailureReason() {}

    /** A cause that only repeats another is left out. */
    static String of(String trace) {
        List<String> said = new ArrayList<>();
        for (String exception : exceptions(trace)) {
            String text = text(exception);
            if (said.stream().noneMatch(other -> other.contains(text))) {
                said.add(text);
            }
        }
        RegistryAdvice.of(trace).ifPresent(said::add);
        String line = SECRET.matcher(LOGIN.matcher(String.join("; ", said)).replaceAll("//***@"))
                .replaceAll("$1***");
        if (line.isEmpty()) {
            return "no reason given";
        }
        return shortened(line);
    }

    /** The middle is left out: what has happened, and what to do, stand at the ends. */
    private static String shortened(String line) {
        return line.length() <= HEAD + TAIL
                ? line
                : line.substring(0, HEAD) + " … " + line.substring(line.length() - TAIL);
    }

    /** The causes where there are some: what is thrown around them only says that something failed. */
    private static List<String> exceptions(String trace) {
        List<String> causes = trace.lines()
                .filter(line -> line.startsWith(CAUSE))
                .map(line -> line.substring(CAUSE.length()))
                .toList();
        return causes.isEmpty() ? trace.lines().limit(1).toList() : causes;
    }

    private static String text(String exception) {
        Matcher parts = EXCEPTION.matcher(exception);
        if (!parts.matches()) {
            return exception;
        }
        String name = parts.group(1);
        if (parts.group(2) == null || QUOTES_DATA.matcher(name).matches()) {
            return name.substring(name.lastIndexOf('.') + 1);
        }
        if (name.equals(UNKNOWN_HOST)) {
            return "unknown host " + parts.group(2);
        }
        return SCHEMA.matcher(parts.group(2)).replaceFirst("$1");
    }
}
