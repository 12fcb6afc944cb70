package io.mysqlredis.endtoend.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Random sequences of faults under load, every fault once before any comes again; one that would fill much of the time by itself is
 * left out.
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

    /** Begins no fault any more when the time is over, and ends where the pipeline does not live again. */
    SoakReport run(Duration time) throws Exception {
        new Repair(stage).run();
        stage.observer().report();
        long before = stage.load().changes();
        long begin = System.nanoTime();
        stage.load().start();
        stage.awaitLive();
        List<Recovery> recoveries = new ArrayList<>();
        List<Fault> next = new ArrayList<>();
        while (System.nanoTime() - begin < time.toNanos()) {
            if (next.isEmpty()) {
                next.addAll(shorterThan(time.dividedBy(FAULTS_AT_LEAST)));
                Collections.shuffle(next, random);
            }
            Recovery recovery = stage.suffer(next.remove(0));
            recoveries.add(recovery);
            System.out.println(recovery);
            if (recovery.liveAgain().isEmpty()) {
                break;
            }
        }
        stage.load().stop();
        return new SoakReport(
                Duration.ofNanos(System.nanoTime() - begin),
                stage.load().changes() - before,
                recoveries,
                Drill.differencesOnceSettled(stage),
                stage.observer().report());
    }

    private static List<Fault> shorterThan(Duration time) {
        return FAULTS.stream()
                .filter(fault -> fault.lasts().compareTo(time) < 0)
                .toList();
    }
}
