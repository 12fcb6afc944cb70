package io.mysqlredis.endtoend.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Random sequences of faults under load, every fault once before any comes again, and the copy compared after each: some faults make
 * the source write all rows anew, which would cover up what was lost before.
 *
 * <p>A fault that would fill much of the time by itself is left out.
 */
final class Soak {

    private static final List<Fault> FAULTS = Stream.<Fault[]>of(
                    RedisFault.values(), KafkaFault.values(), WorkerFault.values(), MySqlFault.values())
            .flatMap(Stream::of)
            .toList();

    private static final int FAULTS_AT_LEAST = 10;

    private final Stage stage;
    private final Random random;

    Soak(Stage stage, long seed) {
        this.stage = stage;
        this.random = new Random(seed);
    }

    /** Begins no fault any more when the time is over, and ends where the pipeline does not live again or the copy differs. */
    SoakReport run(Duration time) throws Exception {
        new Repair(stage).run();
        stage.observer().report();
        long before = stage.load().changes();
        long begin = System.nanoTime();
        stage.load().start();
        stage.awaitLive();
        List<Recovery> recoveries = new ArrayList<>();
        List<Fault> next = new ArrayList<>();
        List<String> differences = List.of();
        while (System.nanoTime() - begin < time.toNanos() && differences.isEmpty()) {
            if (next.isEmpty()) {
                next.addAll(shorterThan(time.dividedBy(FAULTS_AT_LEAST)));
                Collections.shuffle(next, random);
            }
            stage.load().start();
            Recovery recovery = stage.suffer(next.remove(0));
            recoveries.add(recovery);
            System.out.println(recovery);
            stage.load().stop();
            differences = Drill.differencesOnceSettled(stage);
        }
        return new SoakReport(
                Duration.ofNanos(System.nanoTime() - begin),
                stage.load().changes() - before,
                recoveries,
                differences,
                stage.observer().report());
    }

    private static List<Fault> shorterThan(Duration time) {
        return FAULTS.stream()
                .filter(fault -> fault.lasts().compareTo(time) < 0)
                .toList();
    }
}
