package io.mysqlredis.endtoend.faults;

import static org.awaitility.Awaitility.await;

import io.mysqlredis.sink.SentinelSetup;
import java.io.IOException;
import java.time.Duration;
import redis.clients.jedis.Jedis;

/** The master dies while its replica lags: the Sentinels make a master of one that lacks what the former had acknowledged. */
final class LaggingFailover implements Fault {

    /** Not much longer than that takes: Sentinels choose no replica that has been without its master for long. */
    private static final int LAG = 1_000;

    private final SentinelSetup setup;
    private long lost;

    LaggingFailover(SentinelSetup setup) {
        this.setup = setup;
    }

    /** How many records the former master had applied, and moved the watermarks past, that the new one began without. */
    long lost() {
        return lost;
    }

    @Override
    public String description() {
        return "failover to a replica that lagged";
    }

    @Override
    public void inject(Stage stage) throws IOException {
        setup.cutReplication();
        await().until(() -> lag() >= LAG);
        lost = lag();
        setup.master().kill();
    }

    @Override
    public void heal(Stage stage) {
        setup.awaitPromotion();
    }

    @Override
    public Duration lasts() {
        return Duration.ZERO;
    }

    @Override
    public Duration liveWithin() {
        return Duration.ofSeconds(5);
    }

    @Override
    public boolean losesData() {
        return true;
    }

    private long lag() {
        return applied(setup.master().client()) - applied(setup.replica().client());
    }

    /** The offsets of all watermarks, summed up. */
    private static long applied(Jedis redis) {
        return redis.keys("__connect:*").stream()
                .mapToLong(key -> Long.parseLong(redis.hget(key, "offset")))
                .sum();
    }
}
