package io.mysqlredis.endtoend.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/** One fault under load, after which nothing may be lost, wrong or too much, no row have gone back, and all be live in time. */
final class Drill {

    private static final Duration LOAD_AFTER = Duration.ofSeconds(2);
    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(20);

    private final Stage stage;

    Drill(Stage stage) {
        this.stage = stage;
    }

    /** Tries the fault on a pipeline that is whole, and fails with all that was not as it must be. */
    Recovery survive(Fault fault) throws Exception {
        new Repair(stage).run();
        stage.observer().report();
        long before = stage.load().changes();
        stage.load().start();
        stage.awaitLive();
        Recovery recovery = stage.suffer(fault);
        Patience.lasts(LOAD_AFTER);
        stage.load().stop();
        List<String> differences = differencesOnceSettled(stage);
        Observer.Report report = stage.observer().report();
        System.out.printf(
                "%s; %d changes, %d reads, %d rows seen going back, %d differences%n",
                recovery,
                stage.load().changes() - before,
                report.reads(),
                report.regressions().size(),
                differences.size());
        new Verdict(List.of(recovery), differences, report).requireGood();
        return recovery;
    }

    /** What still differs when the pipeline has had time to carry all over. */
    static List<String> differencesOnceSettled(Stage stage) throws Exception {
        try {
            await().atMost(SETTLES_WITHIN)
                    .ignoreExceptions()
                    .until(() -> stage.differences().isEmpty());
        } catch (ConditionTimeoutException e) {
            return stage.differences();
        }
        return List.of();
    }
}
