package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.Test;

/** The tests run on a Kafka that is new enough; a real worker that is not is in the module end-to-end. */
class RequiredKafkaTest {

    /** Has no plugin metrics, as the context that a worker of Kafka 4.0 gives to a task. */
    private interface FormerContext {}

    @Test
    void anOldWorkerIsToldWhichKafkaIsNeededAndWhichIsThere() {
        assertThat(RequiredKafka.objection(FormerContext.class, "4.0.2"))
                .hasValue(
                        "This connector needs Kafka Connect 4.1 or newer, and this worker's Kafka is 4.0.2; run it on a"
                                + " worker of a newer Kafka");
    }

    @Test
    void whatCountsIsWhatTheWorkerHasAndNotHowItsVendorNumbersIt() {
        assertThat(RequiredKafka.objection(SinkTaskContext.class, "1.2-of-a-vendor"))
                .isEmpty();
    }

    @Test
    void itIsTheOneErrorOfAConfigurationAndOnTheConnectorsClass() {
        Config refusal = RequiredKafka.refusal(Map.of("connector.class", "the.Class", "redis.ur", "x"), "too old");

        assertThat(refusal.configValues())
                .filteredOn(value -> !value.errorMessages().isEmpty())
                .containsExactly(new ConfigValue("connector.class", "the.Class", List.of(), List.of("too old")));
        assertThat(refusal.configValues()).extracting(ConfigValue::name).contains("redis.uri", "mappings");
    }

    @Test
    void aNewWorkerIsAccepted() {
        assertThatCode(RequiredKafka::require).doesNotThrowAnyException();
        assertThat(RequiredKafka.refusal(Map.of())).isEmpty();
    }
}
