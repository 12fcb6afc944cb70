package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.watermark.Partition;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import redis.clients.jedis.exceptions.JedisDataException;

/** One master of a cluster, and the connection to it. */
final class Master {

    private final RedisNode node;
    private final String tag;
    private final Slots slots;
    private final RedisConnections.Session session;
    private final Replicas replicas;
    private final Optional<WatermarkStore> watermarks;

    /**
     * @param tag leads to one of its slots
     * @param slots all that it has
     * @param watermarks how those are written that speak for its slots; empty if none are kept
     */
    Master(
            RedisNode node,
            String tag,
            Slots slots,
            RedisConnections.Session session,
            Replicas replicas,
            Optional<WatermarkStore> watermarks) {
        this.replicas = Objects.requireNonNull(replicas, "replicas");
        this.node = Objects.requireNonNull(node, "node");
        this.tag = Objects.requireNonNull(tag, "tag");
        this.slots = Objects.requireNonNull(slots, "slots");
        this.session = Objects.requireNonNull(session, "session");
        this.watermarks = Objects.requireNonNull(watermarks, "watermarks");
    }

    RedisNode node() {
        return node;
    }

    String tag() {
        return tag;
    }

    Slots slots() {
        return slots;
    }

    /** The longest key or value that it takes. */
    long maxArgumentBytes() {
        return session.maxArgumentBytes();
    }

    NodeConnection connection() {
        return session.connection();
    }

    WatermarkStore store() {
        return watermarks.orElseThrow();
    }

    ServerErrors errors() {
        return ServerErrors.ofRedis(node, session.user());
    }

    /** Sends what lets replicas confirm what was written, if that is asked for; returns how many requests that were. */
    int sendWait() {
        return replicas.send(connection());
    }

    /**
     * Returns how many of the next replies were to {@link #sendWait}.
     *
     * @throws RedisUnavailableException if too few replicas have confirmed
     */
    int readWait(List<Object> next) {
        List<Object> own = next.subList(0, replicas.requests());
        failOnErrors(own);
        replicas.read(own);
        if (!replicas.areEnough()) {
            throw errors().unavailable(new ErrorReply(replicas.shortage()));
        }
        return own.size();
    }

    /** Throws what any of these replies is an error of. */
    void failOnErrors(List<?> replies) {
        for (Object reply : replies) {
            if (reply instanceof JedisDataException error) {
                ErrorReply answer = ErrorReply.of(error.getMessage());
                if (answer.isRedirection()) {
                    throw errors().unavailable(answer);
                }
                throw errors().failure(error);
            }
        }
    }

    /** The same of what was asked of these partitions' watermarks, one reply each. */
    void failOnErrors(List<?> replies, Collection<Partition> asked) {
        int next = 0;
        for (Partition partition : asked) {
            if (replies.get(next++) instanceof JedisDataException error) {
                failOnErrors(List.of(new WatermarkRefusal(error, store().named(partition))));
            }
        }
    }

    /**
     * @throws RedisUnavailableException if the same may succeed later, here or at the master that has the slot by then
     * @throws RedisMisconfiguredException if it cannot before an operator acts
     */
    void failUnlessRejected(ErrorReply reply) {
        if (reply.isRedirection() || reply.kind() == ErrorReply.Kind.TIME_CURES) {
            throw errors().unavailable(reply);
        }
        if (reply.kind() == ErrorReply.Kind.NEEDS_OPERATOR) {
            throw errors().failure(reply);
        }
    }

    /** The same of a command among others. */
    void failUnlessRejected(Flight.Refusal refusal) {
        if (refusal.reply().isRedirection()) {
            throw errors().unavailable(refusal.reply());
        }
        if (refusal.mayPass()) {
            throw errors().failure(refusal);
        }
    }
}
