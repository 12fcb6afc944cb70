package io.mysqlredis.sink.writer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Finds the server that the Sentinels name as master and that says itself that it is. */
final class SentinelLocator implements NodeLocator {

    private static final Logger LOG = LoggerFactory.getLogger(SentinelLocator.class);

    private final Topology.Sentinel topology;
    private final Dialer dialer;
    private final String user;

    /** All Sentinels, the one to ask first in front. */
    private final List<RedisNode> sentinels;

    private Optional<RedisNode> confirmed = Optional.empty();

    SentinelLocator(Topology.Sentinel topology, Access access) {
        this.user = access.user();
        this.topology = topology;
        this.dialer = new Dialer(access.ofSentinels(topology.credentials()));
        this.sentinels = new ArrayList<>(topology.nodes());
    }

    @Override
    public List<RedisNode> locate() {
        List<String> silent = new ArrayList<>();
        Optional<RedisMisconfiguredException> refusal = Optional.empty();
        for (RedisNode sentinel : List.copyOf(sentinels)) {
            try {
                RedisNode master = SentinelQuestions.ask(sentinel, dialer, topology.master());
                sentinels.remove(sentinel);
                sentinels.add(0, sentinel);
                return List.of(master);
            } catch (RedisUnavailableException e) {
                silent.add(e.getMessage());
            } catch (RedisMisconfiguredException e) {
                // Another one may know better, such as one that got its new password already.
                refusal = refusal.or(() -> Optional.of(e));
            }
        }
        throw refusal.<RuntimeException>map(exception -> exception)
                .orElseGet(() -> new RedisUnavailableException(
                        "no Sentinel names the master " + topology.master() + ": " + String.join("; ", silent)));
    }

    @Override
    public void confirm(RedisNode node, Connection connection) {
        connection.sendCommand(Command.ROLE);
        Object reply = connection.getMany(1).get(0);
        if (reply instanceof JedisDataException error) {
            ErrorReply refusal = ErrorReply.of(error.getMessage());
            if (refusal.kind() == ErrorReply.Kind.TIME_CURES) {
                throw ServerErrors.ofRedis(node, user).unavailable(refusal);
            }
            // A user who may not ask: that it is a replica will show in its answers to writes.
        } else if (reply instanceof List<?> role && role.get(0) instanceof byte[] word && !isMaster(word)) {
            throw new RedisUnavailableException("Sentinel at " + sentinels.get(0) + " names " + node + " as master of "
                    + topology.master() + ", which says it is a replica");
        }
        if (!confirmed.equals(Optional.of(node))) {
            LOG.info("The master of {} is {}, as Sentinel at {} says", topology.master(), node, sentinels.get(0));
            confirmed = Optional.of(node);
        }
    }

    private static boolean isMaster(byte[] role) {
        return new String(role, StandardCharsets.US_ASCII).equals("master");
    }

    @Override
    public void missed() {
        // It may be cut off from the others, and go on naming a master that is none any more.
        sentinels.add(sentinels.remove(0));
    }
}
