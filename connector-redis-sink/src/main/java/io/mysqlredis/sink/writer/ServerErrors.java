package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.writer.RedisMisconfiguredException.Aspect;
import java.util.Set;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * What goes wrong at one server, in words that name it.
 *
 * @param server such as "Redis at localhost:6379"
 * @param login what to correct where it refuses the login
 * @param user who is logged in there
 */
record ServerErrors(String server, Aspect login, String user) {

    private static final Set<String> OF_A_CLUSTER = Set.of("MOVED", "ASK", "CROSSSLOT");

    static ServerErrors ofRedis(RedisNode node, String user) {
        return new ServerErrors("Redis at " + node, Aspect.LOGIN, user);
    }

    static ServerErrors ofSentinel(RedisNode node) {
        return new ServerErrors("Sentinel at " + node, Aspect.LOGIN_AT_SENTINELS, "of the Sentinels");
    }

    /** Whatever went wrong before the first exchange was over. */
    RuntimeException notOpened(JedisException cause, Access access) {
        return cause instanceof JedisDataException answer
                ? failure(ErrorReply.of(answer.getMessage()))
                : unreachable(ConnectFailure.reasonAtStart(cause, access.tls()), cause);
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

    /** What an error comes to that answers no record's command. */
    RuntimeException failure(JedisDataException answer) {
        ErrorReply reply = ErrorReply.of(answer.getMessage());
        return answer instanceof WatermarkRefusal refusal && reply.kind() != ErrorReply.Kind.TIME_CURES
                ? refused(reply, refusal.name())
                : failure(reply);
    }

    RuntimeException failure(ErrorReply reply) {
        return reply.kind() == ErrorReply.Kind.TIME_CURES ? unavailable(reply) : refused(reply);
    }

    /** What a refusal comes to that no record is to blame for. */
    RuntimeException failure(Flight.Refusal refusal) {
        ErrorReply reply = refusal.reply();
        if (refusal.kind() == ErrorReply.Kind.TIME_CURES) {
            return unavailable(reply);
        }
        if (refusal.watermark().isPresent()) {
            return refused(reply, refusal.watermark().get());
        }
        if (refusal.position().isPresent()) {
            return refused(reply, refusal.command(), refusal.position().get());
        }
        return refused(new ErrorReply(refusal.command() + ": " + reply.text()));
    }

    RedisMisconfiguredException refused(ErrorReply reply) {
        return refused(reply, "");
    }

    /** At a record's command. */
    private RedisMisconfiguredException refused(ErrorReply reply, String command, RecordPosition position) {
        String at = ", at " + command + " of the record " + position;
        if (reply.isAboutRights()) {
            return refused(reply, at + "; allow user " + user + " this command, and the keys that the mappings write");
        }
        if (reply.isUnknown()) {
            return refused(
                    reply,
                    at
                            + ", and it took nothing else; ask whoever runs it, or the proxy or service in front of it, what that"
                            + " error means");
        }
        return refused(reply);
    }

    private RedisMisconfiguredException refused(ErrorReply reply, WatermarkStore.Name watermark) {
        if (reply.isAboutType()) {
            return new RedisMisconfiguredException(
                    Aspect.WATERMARKS,
                    server + " has something else at the watermark's key " + watermark.key() + ": " + reply.text()
                            + "; find out whose it is, then remove or rename it, or let redis.watermark.prefix name"
                            + " another place, where all is read from its beginning");
        }
        if (!reply.isAboutRights()) {
            return refused(reply);
        }
        return new RedisMisconfiguredException(
                Aspect.WATERMARKS,
                server + " refuses this connector: " + reply.text() + ", at the watermark's key " + watermark.key()
                        + "; allow user " + user
                        + " the watermarks' commands and the keys " + watermark.all()
                        + ", or let redis.watermark.prefix name others; docs/delivery.md tells what is lost with"
                        + " redis.watermark.enabled=false");
    }

    private RedisMisconfiguredException refused(ErrorReply reply, String more) {
        String refusal = server + " refuses this connector: " + reply.text() + more;
        if (OF_A_CLUSTER.contains(reply.code())) {
            return new RedisMisconfiguredException(
                    Aspect.MODE, refusal + "; it is a node of a Redis Cluster: set redis.mode=cluster");
        }
        return new RedisMisconfiguredException(aspect(reply), refusal);
    }

    private Aspect aspect(ErrorReply reply) {
        if (reply.isAboutReplicas()) {
            return Aspect.REPLICAS;
        }
        if (reply.isAboutRights() && login == Aspect.LOGIN) {
            return Aspect.RIGHTS;
        }
        return reply.isAboutLogin() ? login : Aspect.ADDRESS;
    }
}
