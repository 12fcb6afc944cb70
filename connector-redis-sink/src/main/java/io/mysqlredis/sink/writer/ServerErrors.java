package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.writer.RedisMisconfiguredException.Aspect;
import java.util.Set;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * What goes wrong at one server, in words that name it.
 *
 * @param server such as "Redis at localhost:6379"
 * @param login what to correct where it refuses the login
 */
record ServerErrors(String server, Aspect login) {

    private static final Set<String> OF_A_CLUSTER = Set.of("MOVED", "ASK", "CROSSSLOT");

    static ServerErrors ofRedis(RedisNode node) {
        return new ServerErrors("Redis at " + node, Aspect.LOGIN);
    }

    static ServerErrors ofSentinel(RedisNode node) {
        return new ServerErrors("Sentinel at " + node, Aspect.LOGIN_AT_SENTINELS);
    }

    /** Whatever went wrong before the first exchange was over. */
    RuntimeException notOpened(JedisException cause, Access access) {
        if (cause instanceof JedisDataException answer) {
            ErrorReply reply = ErrorReply.of(answer.getMessage());
            return reply.kind() == ErrorReply.Kind.TIME_CURES ? unavailable(reply) : refused(reply);
        }
        return unreachable(ConnectFailure.reasonAtStart(cause, access.tls()), cause);
    }

    RedisUnavailableException unreachable(JedisException cause) {
        return unreachable(ConnectFailure.reason(cause), cause);
    }

    private RedisUnavailableException unreachable(String reason, JedisException cause) {
        return new RedisUnavailableException(server + " cannot be reached: " + reason, cause);
    }

    RedisUnavailableException unavailable(ErrorReply reply) {
        return new RedisUnavailableException(server + " answers: " + reply.text());
    }

    RedisMisconfiguredException refused(ErrorReply reply) {
        String refusal = server + " refuses this connector: " + reply.text();
        if (OF_A_CLUSTER.contains(reply.code())) {
            return new RedisMisconfiguredException(
                    Aspect.MODE, refusal + "; it is a node of a Redis Cluster: set redis.mode=cluster");
        }
        return new RedisMisconfiguredException(reply.isAboutLogin() ? login : Aspect.ADDRESS, refusal);
    }
}
