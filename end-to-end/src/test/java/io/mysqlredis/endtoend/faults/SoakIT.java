package io.mysqlredis.endtoend.faults;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One fault after the other, in any order, leaves an exact copy: {@code -Dsoak.minutes=20 -Dsoak.seed=…} repeats a longer one. */
@Tag("faults")
@ExtendWith(SharedStage.class)
class SoakIT {

    private static final int MINUTES = Integer.getInteger("soak.minutes", 3);
    private static final long SEED = Long.getLong("soak.seed", new Random().nextInt(1_000_000));

    private final Stage stage;

    SoakIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void randomFaultsLoseNothingAndTakeNoRowBack() throws Exception {
        System.out.printf("A soak of %d minutes, -Dsoak.seed=%d%n", MINUTES, SEED);
        SoakReport report = new Soak(stage, SEED).run(Duration.ofMinutes(MINUTES));
        System.out.println(report.table());
        report.verdict().requireGood();
    }
}
