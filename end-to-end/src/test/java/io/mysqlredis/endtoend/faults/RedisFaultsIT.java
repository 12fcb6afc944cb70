package io.mysqlredis.endtoend.faults;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to Redis, nothing is lost and no row goes back. */
@Order(1)
@ExtendWith(SharedStage.class)
class RedisFaultsIT {

    private final Drill drill;

    RedisFaultsIT(Stage stage) {
        this.drill = new Drill(stage);
    }

    @Test
    void aKilledRedisLosesNothing() throws Exception {
        drill.survive(RedisFault.KILLED);
    }

    @Tag("faults")
    @ParameterizedTest
    @EnumSource
    void nothingIsLostAndNoRowGoesBack(RedisFault fault) throws Exception {
        drill.survive(fault);
    }
}
