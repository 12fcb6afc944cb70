package io.mysqlredis.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mysqlredis.pipeline.ConnectApi;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a Connect that answers over HTTP, at times that the test sets. */
class WatchdogTest {

    private static final String OUTAGE = "a.B: Communications link failure\n\tat c.D";
    private static final String MISTAKE = "a.B: redis.uri: the password is wrong\n\tat c.D";
    private static final String TASK = "/connectors/source/tasks/0/restart";

    private final FakeConnect connect = new FakeConnect();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;
    private final Watchdog watchdog = new Watchdog(new ConnectApi(connect.url()), Pauses.standard(), clock, log::add);

    @AfterEach
    void close() {
        connect.close();
    }

    @Test
    void whatRunsIsLeftAlone() {
        connect.run("source");

        lookFor(Duration.ofMinutes(5));

        assertThat(connect.restarts()).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void itGivesASignOfLifeAfterEachLookAlsoWhileConnectIsAway() throws InterruptedException {
        connect.close();
        AtomicInteger signs = new AtomicInteger();

        Thread watching = new Thread(() -> watchdog.run(signs::incrementAndGet));
        watching.start();
        await().until(() -> signs.get() >= 2);
        watching.interrupt();
        watching.join();

        assertThat(log).hasSize(1);
    }

    @Test
    void aFailedTaskIsRestartedAfterAPauseAndTheLogSaysWhy() {
        connect.failTask("source", OUTAGE);

        lookFor(Duration.ofSeconds(4));
        assertThat(connect.restarts()).isEmpty();
        lookFor(Duration.ofSeconds(2));

        assertThat(connect.restarts()).containsExactly(TASK);
        assertThat(log).containsExactly("Restarting source task 0, restart 1: Communications link failure");
    }

    @Test
    void aFailedConnectorIsRestartedWithoutItsTasks() {
        connect.failConnector("my sink", OUTAGE);

        lookFor(Duration.ofSeconds(6));

        assertThat(connect.restarts()).containsExactly("/connectors/my%20sink/restart");
    }

    @Test
    void duringAnOutageItIsTriedEveryQuarterOfAMinute() {
        connect.failTask("source", OUTAGE);

        assertThat(restartsWithin(Duration.ofSeconds(70))).containsExactly(5L, 15L, 30L, 45L, 60L);
    }

    @Test
    void whatSomebodyMustMendIsTriedEveryMinuteAndSaidLoudly() {
        connect.failTask("source", MISTAKE);

        assertThat(restartsWithin(Duration.ofSeconds(260))).containsExactly(5L, 15L, 35L, 75L, 135L, 195L, 255L);

        assertThat(log.get(3)).startsWith("Restarting source task 0, restart 4: ");
        assertThat(log.get(4))
                .startsWith("STILL FAILING: source task 0 has failed 5 times since 2026-01-01T00:00:00Z; ")
                .endsWith(" after 60 s at the earliest: redis.uri: the password is wrong");
    }

    @Test
    void aPartThatFailsAgainSoonGoesOnWhereItWas() {
        connect.failTask("source", MISTAKE);
        lookFor(Duration.ofSeconds(36));
        assertThat(connect.restarts()).hasSize(3);

        connect.run("source");
        lookFor(Duration.ofSeconds(20));
        connect.failTask("source", MISTAKE);
        lookFor(Duration.ofSeconds(15));
        assertThat(connect.restarts()).hasSize(3);
        lookFor(Duration.ofSeconds(10));

        assertThat(connect.restarts()).hasSize(4);
    }

    @Test
    void aPartThatRanForLongBeginsAgain() {
        connect.failTask("source", MISTAKE);
        lookFor(Duration.ofSeconds(36));
        connect.run("source");
        lookFor(Duration.ofMinutes(4));

        connect.failTask("source", MISTAKE);
        lookFor(Duration.ofSeconds(6));

        assertThat(log).last().asString().startsWith("Restarting source task 0, restart 1: ");
    }

    @Test
    void partsHavePausesOfTheirOwn() {
        connect.failTask("source", MISTAKE);
        lookFor(Duration.ofSeconds(40));
        connect.failTask("other", OUTAGE);

        lookFor(Duration.ofSeconds(6));

        assertThat(connect.restarts()).last().isEqualTo("/connectors/other/tasks/0/restart");
    }

    @Test
    void aRestartThatIsRefusedIsToldAndTriedAgain() {
        connect.failTask("source", OUTAGE);
        connect.refuseRestarts();

        lookFor(Duration.ofSeconds(16));

        assertThat(connect.restarts()).hasSize(2);
        assertThat(log).contains("Cannot restart source task 0: Connect answers 500 to " + TASK + ": ");
    }

    @Test
    void aConnectThatIsAwayIsToldOnceAndWaitedFor() {
        connect.run("source");
        connect.close();

        lookFor(Duration.ofSeconds(10));

        assertThat(log)
                .singleElement()
                .asString()
                .startsWith("Connect at " + connect.url() + " does not answer")
                .endsWith("; looking again every 1 s");
    }

    @Test
    void endsWhenItIsInterrupted() {
        connect.run("source");
        Thread thread = new Thread(() -> watchdog.run(() -> {}));
        thread.start();
        await().until(() -> connect.looks() > 0);

        thread.interrupt();

        await().atMost(Duration.ofSeconds(5)).until(() -> !thread.isAlive());
        assertThat(log).isEmpty();
    }

    private void lookFor(Duration time) {
        for (int i = 0; i < time.toSeconds(); i++) {
            watchdog.look();
            now = now.plusSeconds(1);
        }
    }

    /** After how many seconds it was restarted, each time. */
    private List<Long> restartsWithin(Duration time) {
        List<Long> seconds = new ArrayList<>();
        for (long second = 0; second < time.toSeconds(); second++) {
            int before = connect.restarts().size();
            lookFor(Duration.ofSeconds(1));
            if (connect.restarts().size() > before) {
                seconds.add(second);
            }
        }
        return seconds;
    }
}
