package io.mysqlredis.endtoend.faults;

import static org.awaitility.Awaitility.await;

import io.mysqlredis.sink.RealRedis;
import java.io.IOException;
import java.time.Duration;

/** A master dies while its replica lags, which then becomes the master, and lacks what the former one had acknowledged. */
final class LaggingFailover implements Fault {

    /** Not much longer than that takes: Sentinels choose no replica that has been without its master for long. */
    private static final int LAG = 500;

    private final RealRedis master;
    private final RealRedis replica;
    private long lost;

    LaggingFailover(RealRedis master, RealRedis replica) {
        this.master = master;
        this.replica = replica;
    }

    /** How many records at least had moved the watermarks of the former master and not those that the new one began with. */
    long lost() {
        return lost;
    }

    @Override
    public String description() {
        return "failover to a replica that lagged";
    }

    @Override
    public void inject(Stage stage) throws IOException {
        replica.stopReplicating();
        // The replica has no more than this.
        long kept = applied();
        await().until(() -> applied() - kept >= LAG);
        lost = applied() - kept;
        master.kill();
    }

    @Override
    public void heal(Stage stage) {
        replica.awaitPromotion();
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

    /** The offsets of the master's watermarks, summed up. */
    private long applied() {
        return master.client().keys("__connect:*").stream()
                .mapToLong(key -> Long.parseLong(master.client().hget(key, "offset")))
                .sum();
    }
}
