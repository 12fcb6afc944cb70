package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.PositionedCommand;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** One transaction that goes out in one piece, and what Redis said to each of its requests. */
final class Flight {

    /** An error among the replies, and the record whose command it answers. */
    record Refusal(RecordPosition position, ErrorReply reply) {}

    private final List<RedisRequest> requests = new ArrayList<>();
    private final List<RecordPosition> positions = new ArrayList<>();

    /** @param batch not empty */
    Flight(Batch batch) {
        for (PositionedCommand positioned : batch.commands()) {
            for (RedisRequest request : positioned.command().requests()) {
                requests.add(request);
                positions.add(positioned.position());
            }
        }
    }

    /**
     * Sends everything, then reads the reply to everything: one round trip.
     *
     * @return the first error in the order of the requests; the request after it may have been carried out
     */
    Optional<Refusal> exchange(Connection connection) {
        connection.sendCommand(Command.MULTI);
        for (RedisRequest request : requests) {
            connection.sendCommand(request::name, request.arguments());
        }
        connection.sendCommand(Command.EXEC);
        // Unlike a pipeline's sync(), this hands each error over in its place.
        return firstRefusal(connection.getMany(requests.size() + 2));
    }

    /** @param replies OK to MULTI; QUEUED or an error to each request; to EXEC an error, or a list with a reply each */
    private Optional<Refusal> firstRefusal(List<Object> replies) {
        int last = replies.size() - 1;
        Optional<Refusal> refusal = refusalIn(replies.subList(1, last));
        if (refusal.isPresent()) {
            return refusal;
        }
        for (Object reply : List.of(replies.get(0), replies.get(last))) {
            if (reply instanceof JedisDataException error) {
                return Optional.of(new Refusal(positions.get(0), ErrorReply.of(error.getMessage())));
            }
        }
        return refusalIn((List<?>) replies.get(last));
    }

    private Optional<Refusal> refusalIn(List<?> replies) {
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i) instanceof JedisDataException error) {
                return Optional.of(new Refusal(positions.get(i), ErrorReply.of(error.getMessage())));
            }
        }
        return Optional.empty();
    }
}
