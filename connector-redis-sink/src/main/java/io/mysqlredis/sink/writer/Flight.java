package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisRequest;
import io.mysqlredis.sink.command.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** One transaction that goes out in one piece, and what Redis said to each of its requests. */
final class Flight {

    /** An error among the replies, and the command that it answers, with its record. */
    record Refusal(RecordPosition position, String command, ErrorReply reply) {}

    /**
     * How it ended.
     *
     * @param refusals in the order of the requests; none of the requests that were not refused failed
     * @param wasExecuted whether those were carried out; if not, Redis did nothing at all
     */
    record Outcome(List<Refusal> refusals, boolean wasExecuted) {}

    private final List<RedisRequest> requests = new ArrayList<>();
    private final List<RecordPosition> positions = new ArrayList<>();

    /** @param batch with at least one command */
    Flight(Batch batch) {
        for (Write write : batch.writes()) {
            for (RedisCommand command : write.commands()) {
                for (RedisRequest request : command.requests()) {
                    requests.add(request);
                    positions.add(write.position());
                }
            }
        }
    }

    /** Sends everything, then reads the reply to everything: one round trip. */
    Outcome exchange(Connection connection) {
        connection.sendCommand(Command.MULTI);
        for (RedisRequest request : requests) {
            connection.sendCommand(request::name, request.arguments());
        }
        connection.sendCommand(Command.EXEC);
        // Unlike a pipeline's sync(), this hands each error over in its place.
        return outcome(connection.getMany(requests.size() + 2));
    }

    /** @param replies OK to MULTI; QUEUED or an error to each request; to EXEC an error, or a list with a reply each */
    private Outcome outcome(List<Object> replies) {
        int last = replies.size() - 1;
        List<Refusal> refusals = refusalsIn(replies.subList(1, last));
        if (replies.get(last) instanceof List<?> results) {
            refusals.addAll(refusalsIn(results));
            return new Outcome(refusals, true);
        }
        if (refusals.isEmpty()) {
            // Not List.of: nil is an answer too.
            for (Object reply : Arrays.asList(replies.get(0), replies.get(last))) {
                if (reply instanceof JedisDataException error) {
                    refusals.add(refusal(0, error));
                }
            }
        }
        if (refusals.isEmpty()) {
            throw new JedisException("it answered the transaction with neither results nor an error");
        }
        return new Outcome(refusals, false);
    }

    private List<Refusal> refusalsIn(List<?> replies) {
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i) instanceof JedisDataException error) {
                refusals.add(refusal(i, error));
            }
        }
        return refusals;
    }

    private Refusal refusal(int index, JedisDataException error) {
        String command = new String(requests.get(index).name(), StandardCharsets.US_ASCII);
        return new Refusal(positions.get(index), command, ErrorReply.of(error.getMessage()));
    }
}
