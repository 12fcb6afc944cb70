package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.writer.RedisMisconfiguredException.Aspect;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether servers keep what is written to them, even when their memory is full: looked at with each connection. */
final class EvictionPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(EvictionPolicy.class);

    private static final String KEEPS_ALL = "noeviction";

    private static final String WHY =
            ": when its memory is full it drops keys, and nobody notices that rows are missing";

    private final boolean isRequired;
    private final Map<RedisNode, String> told = new HashMap<>();

    /** @param isRequired whether a server that may drop keys is refused */
    EvictionPolicy(boolean isRequired) {
        this.isRequired = isRequired;
    }

    /** @throws RedisMisconfiguredException if the server may drop keys, or does not say, and is required not to */
    void check(RedisNode node, ServerInfo info) {
        Optional<String> policy = info.evictionPolicy();
        if (isRequired && policy.isEmpty()) {
            throw new RedisMisconfiguredException(
                    Aspect.EVICTION,
                    "Redis at " + node + " does not tell its maxmemory-policy; let the user run INFO, or set"
                            + " redis.require.noeviction=false");
        }
        if (policy.isEmpty() || policy.get().equals(KEEPS_ALL)) {
            told.remove(node);
        } else if (isRequired) {
            throw new RedisMisconfiguredException(
                    Aspect.EVICTION,
                    "Redis at " + node + " has maxmemory-policy " + policy.get() + WHY
                            + "; set it to noeviction in Redis");
        } else if (!policy.get().equals(told.put(node, policy.get()))) {
            LOG.warn(
                    "Redis at {} has maxmemory-policy {}{}; set it to noeviction in Redis. redis.require.noeviction=true"
                            + " makes the sink refuse such a server",
                    node,
                    policy.get(),
                    WHY);
        }
    }
}
