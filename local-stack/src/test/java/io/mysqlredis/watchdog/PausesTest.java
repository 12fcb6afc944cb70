package io.mysqlredis.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PausesTest {

    private static final int MANY = 9;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Communications link failure",
                "Error serializing Avro message; Connection refused",
                "RestClientException; the schema registry does not answer: see that it runs"
            })
    void aServerThatIsAwayMayBeBackAtAnyMoment(String reason) {
        assertThat(Pauses.standard().after(MANY, reason)).isEqualTo(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Access denied", "the schema registry refuses the table's new schema"})
    void whatSomebodyHasToMendTakesLonger(String reason) {
        assertThat(Pauses.standard().after(MANY, reason)).isEqualTo(Duration.ofSeconds(60));
    }
}
