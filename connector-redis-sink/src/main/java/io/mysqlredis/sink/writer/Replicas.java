package io.mysqlredis.sink.writer;

import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Redis's {@code WAIT}, by which replicas confirm what was written over a connection so far, if that is asked for. */
final class Replicas {

    private final Demands demands;
    private long confirmed;

    Replicas(Demands demands) {
        this.demands = demands;
        this.confirmed = demands.replicas();
    }

    /** Returns how many requests that took. */
    int send(Connection connection) {
        if (requests() == 1) {
            connection.sendCommand(Command.WAIT, arguments());
        }
        return requests();
    }

    /** The same behind what leaves in one piece. */
    int add(RequestBuffer buffer) {
        if (requests() == 1) {
            buffer.add(Command.WAIT, arguments());
        }
        return requests();
    }

    private byte[][] arguments() {
        return new byte[][] {
            Protocol.toByteArray(demands.replicas()),
            Protocol.toByteArray(demands.replicaTimeout().toMillis())
        };
    }

    /** What the server refuses of it, waiting for none. */
    Optional<ErrorReply> refusal(Connection connection) {
        if (requests() == 0) {
            return Optional.empty();
        }
        connection.sendCommand(Command.WAIT, "0", "1");
        return connection.getMany(1).get(0) instanceof JedisDataException error
                ? Optional.of(ErrorReply.of(error.getMessage()))
                : Optional.empty();
    }

    /** How many requests {@link #send} takes. */
    int requests() {
        return demands.areReplicasToConfirm() ? 1 : 0;
    }

    /** @throws JedisDataException if Redis answers with an error */
    void read(List<Object> replies) {
        for (Object reply : replies) {
            if (reply instanceof JedisDataException error) {
                throw error;
            }
            confirmed = (Long) reply;
        }
    }

    /** Whether as many as are asked for confirmed the last time. */
    boolean areEnough() {
        return confirmed >= demands.replicas();
    }

    String shortage() {
        return confirmed + " of " + demands.replicas()
                + " replicas (redis.wait.replicas) confirmed what was written within "
                + demands.replicaTimeout().toMillis() + " ms";
    }
}
