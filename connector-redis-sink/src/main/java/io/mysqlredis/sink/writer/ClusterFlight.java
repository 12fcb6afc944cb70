package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisRequest;
import io.mysqlredis.sink.command.Write;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Sends a master its part, by way of this buffer; returns how many replies that has. */
    int send(Master master, RequestBuffer buffer) {
        buffer.clear();
        for (Group group : groups.getOrDefault(master, List.of())) {
            if (group.isTransaction()) {
                buffer.add(Command.MULTI);
            }
            group.requests().forEach(request -> buffer.add(request.name(), request.arguments()));
            if (group.isTransaction()) {
                buffer.add(Command.EXEC);
            }
        }
        master.connection().send(buffer);
        return buffer.requests();
    }

    /**
     * Reads the replies to a master's part; returns how many these were.
     *
     * @throws RedisUnavailableException if not all of it was carried out, and may be later
     * @throws RedisMisconfiguredException if it cannot be before an operator acts
     */
    int read(Master master, List<Object> replies) {
        int next = 0;
        List<Object> decisive = new ArrayList<>();
        for (Group group : groups.getOrDefault(master, List.of())) {
            List<Object> own = replies.subList(next, next + group.replies());
            decisive.addAll(group.isTransaction() ? ofTransaction(own) : own);
            next += group.replies();
        }
        addRefusals(master, decisive);
        return next;
    }

    /** @param decisive what became of each request */
    private void addRefusals(Master master, List<Object> decisive) {
        int first = 0;
        for (Group group : groups.getOrDefault(master, List.of())) {
            int end = first + group.requests().size();
            // What was refused first is the reason for what the rest says.
            int refused = first;
            while (refused < end && !(decisive.get(refused) instanceof JedisDataException)) {
                refused++;
            }
            if (refused < end) {
                ErrorReply reply = ErrorReply.of(((JedisDataException) decisive.get(refused)).getMessage());
                RedisRequest request = group.requests().get(refused - first);
                Flight.Refusal refusal =
                        Flight.Refusal.ofRecord(group.position(), request, reply, Taken.besides(refused, decisive));
                master.failUnlessRejected(refusal);
                refusals.add(refusal);
            }
            first = end;
        }
    }

    private static List<?> ofTransaction(List<Object> replies) {
        List<Object> queued = replies.subList(1, replies.size() - 1);
        Object exec = replies.get(replies.size() - 1);
        if (queued.stream().anyMatch(JedisDataException.class::isInstance)) {
            return queued;
        }
        if (exec instanceof List<?> results) {
            return results;
        }
        if (exec instanceof JedisDataException) {
            return Collections.nCopies(queued.size(), exec);
        }
        throw new RedisUnavailableException("Redis answered a transaction with neither results nor an error");
    }

    /** What was refused for what it is, at all masters that were read from. */
    List<Flight.Refusal> refusals() {
        return refusals;
    }
}
