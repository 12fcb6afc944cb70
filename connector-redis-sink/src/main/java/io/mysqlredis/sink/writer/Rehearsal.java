package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import io.mysqlredis.sink.writer.RedisWriter.Claim;
import java.util.Map;
import java.util.Set;

/** Does with a watermark that is no partition's what tasks do with theirs, and leaves nothing of it behind. */
public final class Rehearsal {

    /** No topic can have this name. */
    private static final Partition NOBODYS = new Partition("(rehearsal)", 0);

    private Rehearsal() {}

    /**
     * Nothing happens where no watermarks are kept.
     *
     * @throws RedisUnavailableException if Redis cannot be reached, or takes no writes now
     * @throws RedisMisconfiguredException if it does not let this connector keep watermarks
     */
    public static void with(RedisWriter writer) {
        try {
            writer.look(Set.of(NOBODYS), Map.of(NOBODYS, Claim.TAKE_OVER));
        } catch (RedisUnavailableException | RedisMisconfiguredException e) {
            removeAfter(e, writer);
            throw e;
        }
        remove(writer);
    }

    private static void removeAfter(RuntimeException failure, RedisWriter writer) {
        try {
            remove(writer);
        } catch (RedisUnavailableException | RedisMisconfiguredException e) {
            failure.addSuppressed(e);
        }
    }

    private static void remove(RedisWriter writer) {
        writer.alter(Map.of(NOBODYS, Watermark.NONE));
    }
}
