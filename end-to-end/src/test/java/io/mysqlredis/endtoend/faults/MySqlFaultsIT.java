package io.mysqlredis.endtoend.faults;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to MySQL, the source finds its way back, nothing is lost and no row goes back. */
@ExtendWith(SharedStage.class)
class MySqlFaultsIT {

    private final Drill drill;

    MySqlFaultsIT(Stage stage) {
        this.drill = new Drill(stage);
    }

    @Test
    void aKilledMySqlLosesNothing() throws Exception {
        drill.survive(MySqlFault.KILLED);
    }

    @Tag("faults")
    @ParameterizedTest
    @EnumSource
    void nothingIsLostAndNoRowGoesBack(MySqlFault fault) throws Exception {
        drill.survive(fault);
    }
}
