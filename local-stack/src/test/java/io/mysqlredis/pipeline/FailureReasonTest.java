package io.mysqlredis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureReasonTest {

    @Test
    void saysWhatTheCausesSayAndNothingTwice() {
        assertThat(FailureReason.of("""
                        org.apache.kafka.connect.errors.ConnectException: An exception occurred in the change event producer.
                        \tat io.debezium.pipeline.ErrorHandler.setProducerThrowable(ErrorHandler.java:67)
                        Caused by: io.debezium.DebeziumException: Failed to read next byte from position 2688
                        \t... 6 more
                        Caused by: java.io.EOFException: Failed to read next byte from position 2688
                        """)).isEqualTo("Failed to read next byte from position 2688");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.lang.IllegalStateException | IllegalStateException",
                "a.B: Redis at redis://me:hush@h:1 is away | Redis at redis://***@h:1 is away",
                "a.B: cannot log in with password=hush, user=me | cannot log in with password=***, user=me",
                "a.B: {sasl.token: hush} | {sasl.token: ***",
                "com.fasterxml.jackson.core.JsonParseException: Unrecognized token 'Ada' | JsonParseException",
                "java.lang.NumberFormatException: For input string: \"Ada\" | NumberFormatException",
                "'' | no reason given"
            })
    void holdsNoPasswordAndNoValueOfARow(String trace, String reason) {
        assertThat(FailureReason.of(trace)).isEqualTo(reason);
    }

    @Test
    void isOneLineOfBoundedLength() {
        assertThat(FailureReason.of("a.B: It reads at " + "x".repeat(5_000) + ", which is not there.\n\tat y"))
                .hasSizeLessThan(410)
                .startsWith("It reads at x")
                .endsWith("x, which is not there.")
                .doesNotContain("\n");
    }
}
