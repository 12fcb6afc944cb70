package io.mysqlredis.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StackPortsTest {
    @Test
    void environmentMovesEachPort() {
        StackPorts ports = StackPorts.fromEnvironment(Map.of(
                "STACK_MYSQL_PORT", "1",
                "STACK_REDIS_PORT", "2",
                "STACK_KAFKA_PORT", "3",
                "STACK_KAFKA_CONTROLLER_PORT", "4",
                "STACK_CONNECT_PORT", "65535",
                "STACK_REGISTRY_PORT", "5"));

        assertThat(ports).isEqualTo(new StackPorts(1, 2, 3, 4, 65_535, 5));
    }

    @Test
    void emptyVariableIsNoVariable() {
        assertThat(StackPorts.fromEnvironment(Map.of("STACK_MYSQL_PORT", " ")))
                .isEqualTo(StackPorts.fromEnvironment(Map.of()))
                .isEqualTo(new StackPorts(13_306, 16_379, 19_092, 19_093, 18_083, 18_081));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65536", "999999999999", "http", "80a", "1.5"})
    void whatIsNotAPortIsRefusedByTheNameOfItsVariable(String value) {
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> StackPorts.fromEnvironment(Map.of("STACK_KAFKA_PORT", value)))
                .withMessage("STACK_KAFKA_PORT is not a port (1 to 65535): " + value);
    }

    @Test
    void samePortForTwoServersIsRefused() {
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> StackPorts.fromEnvironment(Map.of("STACK_REDIS_PORT", "19093")))
                .withMessage("STACK_REDIS_PORT and STACK_KAFKA_CONTROLLER_PORT are both 19093;"
                        + " give each server a port of its own");
    }

    @Test
    void freePortsCanBeListenedOn() {
        StackPorts ports = StackPorts.free();

        assertThat(List.of(ServerName.values()))
                .flatExtracting(ports::listeners)
                .hasSize(6)
                .allSatisfy(Listener::requireFree);
    }
}
