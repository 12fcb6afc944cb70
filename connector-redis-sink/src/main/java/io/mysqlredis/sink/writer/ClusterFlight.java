package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisRequest;
import io.mysqlredis.sink.command.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * The commands of a run on their way to the masters of their keys, in order at each: what one record causes in one slot is
 * carried out in one step.
 */
final class ClusterFlight {

    /** What is carried out in one step. */
    private record Group(RecordPosition position, List<RedisRequest> requests) {

        boolean isTransaction() {
            return requests.size() > 1;
        }

        int replies() {
            return isTransaction() ? requests.size() + 2 : 1;
        }

        Flight.Refusal refusal(int index, ErrorReply reply) {
            String command = new String(requests.get(index).name(), StandardCharsets.US_ASCII);
            return new Flight.Refusal(Optional.of(position), command, reply);
        }
    }

    private final Map<Master, List<Group>> groups = new HashMap<>();
    private final List<Flight.Refusal> refusals = new ArrayList<>();

    ClusterFlight(Batch run, IntFunction<Master> masterOfSlot) {
        for (Write write : run.writes()) {
            bySlot(write)
                    .forEach((slot, requests) -> groups.computeIfAbsent(
                                    masterOfSlot.apply(slot), unknown -> new ArrayList<>())
                            .add(new Group(write.position(), requests)));
        }
    }

    private static Map<Integer, List<RedisRequest>> bySlot(Write write) {
        Map<Integer, List<RedisRequest>> bySlot = new LinkedHashMap<>();
        for (RedisCommand command : write.commands()) {
            for (RedisRequest request : command.requests()) {
                bySlot.computeIfAbsent(JedisClusterCRC16.getSlot(request.arguments()[0]), slot -> new ArrayList<>())
                        .add(request);
            }
        }
        return bySlot;
    }

    /** Sends a master its part; returns how many replies that has. */
    int send(Master master) {
        int sent = 0;
        for (Group group : groups.getOrDefault(master, List.of())) {
            if (group.isTransaction()) {
                master.connection().sendCommand(Command.MULTI);
            }
            group.requests().forEach(request -> master.connection().sendCommand(request::name, request.arguments()));
            if (group.isTransaction()) {
                master.connection().sendCommand(Command.EXEC);
            }
            sent += group.replies();
        }
        return sent;
    }

    /**
     * Reads the replies to a master's part; returns how many these were.
     *
     * @throws RedisUnavailableException if not all of it was carried out, and may be later
     * @throws RedisMisconfiguredException if it cannot be before an operator acts
     */
    int read(Master master, List<Object> replies) {
        int next = 0;
        for (Group group : groups.getOrDefault(master, List.of())) {
            List<Object> own = replies.subList(next, next + group.replies());
            Optional<Flight.Refusal> refusal =
                    group.isTransaction() ? ofTransaction(group, own) : firstError(group, own);
            refusal.ifPresent(one -> {
                master.failUnlessRejected(one.reply());
                refusals.add(one);
            });
            next += group.replies();
        }
        return next;
    }

    private static Optional<Flight.Refusal> ofTransaction(Group group, List<Object> replies) {
        int last = replies.size() - 1;
        // What was refused first is the reason for what the rest says.
        Optional<Flight.Refusal> early = firstError(group, replies.subList(1, last));
        if (early.isPresent()) {
            return early;
        }
        if (replies.get(last) instanceof List<?> results) {
            return firstError(group, results);
        }
        if (replies.get(last) instanceof JedisDataException error) {
            return Optional.of(group.refusal(0, ErrorReply.of(error.getMessage())));
        }
        throw new RedisUnavailableException("Redis answered a transaction with neither results nor an error");
    }

    private static Optional<Flight.Refusal> firstError(Group group, List<?> replies) {
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i) instanceof JedisDataException error) {
                return Optional.of(group.refusal(i, ErrorReply.of(error.getMessage())));
            }
        }
        return Optional.empty();
    }

    /** What was refused for what it is, at all masters that were read from. */
    List<Flight.Refusal> refusals() {
        return refusals;
    }
}
