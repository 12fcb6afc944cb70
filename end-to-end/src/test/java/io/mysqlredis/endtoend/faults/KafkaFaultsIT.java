package io.mysqlredis.endtoend.faults;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to the broker, its topics or the offsets, nothing is lost and no row goes back. */
@ExtendWith(SharedStage.class)
class KafkaFaultsIT {

    private final Drill drill;

    KafkaFaultsIT(Stage stage) {
        this.drill = new Drill(stage);
    }

    @Test
    void aKilledBrokerLosesNothing() throws Exception {
        drill.survive(KafkaFault.KILLED);
    }

    @Tag("faults")
    @ParameterizedTest
    @EnumSource
    void nothingIsLostAndNoRowGoesBack(KafkaFault fault) throws Exception {
        drill.survive(fault);
    }
}
