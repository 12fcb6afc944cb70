package io.mysqlredis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stack traces are those that the converters leave, without the lines of code. */
class RegistryAdviceTest {

    private static final String TOLERANCE =
            "org.apache.kafka.connect.errors.ConnectException: Tolerance exceeded in error handler\n";
    private static final String WRITING =
            "Caused by: org.apache.kafka.connect.errors.DataException: Failed to serialize Avro data from topic t :\n";
    private static final String READING =
            "Caused by: org.apache.kafka.connect.errors.DataException: Failed to deserialize data for topic t to Avro: \n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "org.apache.kafka.common.errors.SerializationException: Error serializing Avro message"
                        + " | java.net.ConnectException: Connection refused | does not answer",
                "org.apache.kafka.common.errors.SerializationException: Error registering Avro schema{\"type\":\"record\"}"
                        + " | io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException:"
                        + " io.apicurio.registry.rules.RuleViolationException: Incompatible artifact: t-value [AVRO];"
                        + " error code: 409 | compatibility of its subject to NONE",
            })
    void tellsWhatToDoAboutASourceWithConfluentsConverter(String cause, String rootCause, String advice) {
        assertThat(FailureReason.of(TOLERANCE + WRITING + "Caused by: " + cause + "\nCaused by: " + rootCause + "\n"))
                .startsWith("Failed to serialize Avro data from topic t :; ")
                .contains(advice)
                .endsWith("nothing is lost")
                .doesNotContain("\"record\"");
    }

    /** As in containers, where what does not run has no name either. */
    @Test
    void saysThatItIsTheNameOfTheRegistryWhichIsUnknown() {
        assertThat(FailureReason.of(TOLERANCE
                        + WRITING
                        + "Caused by: org.apache.kafka.common.errors.SerializationException: Error serializing Avro message\n"
                        + "Caused by: java.net.UnknownHostException: registry\n"))
                .startsWith("Failed to serialize Avro data from topic t :; Error serializing Avro message;"
                        + " unknown host registry; the schema registry does not answer: ");
    }

    @Test
    void tellsWhatToDoAboutAnUnknownSchema() {
        assertThat(FailureReason.of(TOLERANCE
                        + READING
                        + "Caused by: org.apache.kafka.common.errors.SerializationException: Error retrieving Avro value"
                        + " schema for id 7\nCaused by:"
                        + " io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException: No content with"
                        + " ID '7' was found.; error code: 40403\n"))
                .contains("Error retrieving Avro value schema for id 7")
                .contains("has no such schema")
                .contains("errors.tolerance=all");
    }

    @ParameterizedTest
    @CsvSource({
        "RestClientException, does not answer",
        "ContentNotFoundException: No content with ID '7' was found., has no such schema",
        "RuleViolationException: Incompatible artifact: t-value [AVRO], compatibility of its subject to NONE"
    })
    void tellsWhatToDoWithApicuriosConverter(String cause, String advice) {
        assertThat(FailureReason.of(
                        TOLERANCE + "Caused by: io.apicurio.registry.rest.client.exception." + cause + "\n\tat a.B\n"))
                .contains(advice);
    }

    @Test
    void hasNothingToSayOfOtherFailures() {
        assertThat(RegistryAdvice.of("a.B: away\nCaused by: java.net.ConnectException: Connection refused\n"))
                .isEmpty();
        assertThat(RegistryAdvice.of(TOLERANCE + READING + "Caused by: a.B: Unknown magic byte!\n"))
                .isEmpty();
    }
}
