package io.mysqlredis.pipeline;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What to do when a converter for Avro has failed a task, as neither it nor Connect says that. */
enum RegistryAdvice {
    REFUSED(
            "RuleViolationException|error code: 409\\b",
            "the schema registry refuses the table's new schema: set the compatibility of its subject to NONE, then"
                    + " restart the task; nothing is lost"),
    UNKNOWN(
            "error code: 4040\\d|(Content|Artifact|Version)NotFoundException",
            "the schema registry has no such schema: put back the registry that had it, or set the record aside with"
                    + " errors.tolerance=all and a dead-letter queue; the worker's log has its offset"),
    AWAY(
            "ConnectException: Connection|[Tt]imed out|UnknownHostException|No route to host|error code: 5\\d\\d"
                    // Apicurio's says no more than that.
                    + "|(?m:^Caused by: io\\.apicurio\\.registry\\.rest\\.client\\.exception\\.RestClientException$)",
            "the schema registry does not answer: see that it runs, and where the converter's setting for its URL points;"
                    + " then restart the task; nothing is lost");

    private static final Pattern CONVERTER =
            Pattern.compile("\\bto Avro:|\\bserialize Avro data\\b|Caused by: io\\.apicurio\\.registry\\.");

    private final Pattern cause;
    private final String advice;

    RegistryAdvice(String cause, String advice) {
        this.cause = Pattern.compile(cause);
        this.advice = advice;
    }

    /** Empty where the stack trace is not of a converter for Avro, or of another failure of one. */
    static Optional<String> of(String trace) {
        if (!CONVERTER.matcher(trace).find()) {
            return Optional.empty();
        }
        return Arrays.stream(values())
                .filter(one -> one.cause.matcher(trace).find())
                .map(one -> one.advice)
                .findFirst();
    }
}
