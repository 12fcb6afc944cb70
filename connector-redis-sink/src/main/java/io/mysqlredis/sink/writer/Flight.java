package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.RedisCommand;
import io.mysqlredis.sink.command.RedisRequest;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** One guarded transaction that goes out in one piece, and what Redis said to each of its requests. */
final class Flight {

    /**
     * An error among the replies, and what it answers.
     *
     * @param position empty if it is none of a record's commands
     * @param watermark empty if it is no watermark's move
     */
    record Refusal(
            Optional<RecordPosition> position,
            Optional<WatermarkStore.Name> watermark,
            String command,
            ErrorReply reply,
            ErrorReply.Kind kind) {

        static Refusal ofRecord(RecordPosition position, RedisRequest request, ErrorReply reply, Taken taken) {
            String command = new String(request.name(), StandardCharsets.US_ASCII);
            return new Refusal(Optional.of(position), Optional.empty(), command, reply, reply.kind(taken));
        }

        /** Whether the same command may be carried out some day: it is not to blame. */
        boolean mayPass() {
            return kind != ErrorReply.Kind.COMMAND_REJECTED;
        }

        boolean isOfRecord() {
            return position.isPresent();
        }
    }

    /** How it ended. */
    enum End {
        /** Every request that was not refused was carried out. */
        EXECUTED,
        /** Nothing was carried out, because of what was refused. */
        ABORTED,
        /** Nothing was carried out, as what it was guarded by had changed. */
        OVERTAKEN
    }

    /** @param refusals in the order of the requests */
    record Outcome(End end, List<Refusal> refusals) {}

    private final Batch batch;
    private final Map<Partition, Watermark> marks;

    // How many requests were sent for the records, to move watermarks and to wait for replicas, and how many in all.
    private int requests;
    private int moves;
    private int waiting;
    private int all;

    /** @param marks the watermarks that it moves, last */
    Flight(Batch batch, Map<Partition, Watermark> marks) {
        this.batch = batch;
        this.marks = marks;
    }

    /** Sends everything; what Redis says to it is to be read before anything else is sent. */
    Flight send(NodeConnection connection, RequestBuffer buffer, Watch watch, Replicas replicas) {
        buffer.clear();
        buffer.add(Command.MULTI);
        for (Write write : batch.writes()) {
            for (RedisCommand command : write.commands()) {
                command.sendTo(buffer);
            }
        }
        requests = buffer.requests() - 1;
        moves = watch.addMoves(buffer, marks);
        buffer.add(Command.EXEC);
        waiting = replicas.add(buffer);
        watch.addRenewal(buffer);
        all = buffer.requests();
        connection.send(buffer);
        return this;
    }

    /** Reads the reply to everything, after which the watch guards the next flight. */
    Outcome read(NodeConnection connection, Watch watch, Replicas replicas) {
        // Unlike a pipeline's sync(), this hands each error over in its place.
        List<Object> replies = connection.getMany(all);
        int exec = 1 + requests + moves;
        Outcome outcome = outcome(replies.get(0), replies.subList(1, exec), replies.get(exec), watch);
        if (outcome.end() == End.EXECUTED) {
            watch.moved(marks);
        } else {
            // Whether they were touched or not, they are to be looked at before anything else is sent.
            watch.end();
        }
        watch.renewed(replies.subList(exec + 1 + waiting, replies.size()));
        replicas.read(replies.subList(exec + 1, exec + 1 + waiting));
        return outcome;
    }

    /**
     * @param queued {@code QUEUED} or an error to each request
     * @param exec an error, a list with a reply each, or null
     */
    private Outcome outcome(Object multi, List<Object> queued, Object exec, Watch watch) {
        List<Refusal> refusals = refusalsIn(queued, watch);
        if (exec instanceof List<?> results) {
            refusals.addAll(refusalsIn(results, watch));
            return new Outcome(refusals.isEmpty() || Taken.isAnyIn(results) ? End.EXECUTED : End.ABORTED, refusals);
        }
        if (exec == null && watch.guards()) {
            return new Outcome(End.OVERTAKEN, List.of());
        }
        if (refusals.isEmpty()) {
            addIfError("MULTI", multi, Taken.besides(0, queued), refusals);
            addIfError("EXEC", exec, Taken.EARLIER_ONES, refusals);
        }
        if (refusals.isEmpty()) {
            throw new JedisException("it answered the transaction with neither results nor an error");
        }
        return new Outcome(End.ABORTED, refusals);
    }

    private static void addIfError(String command, Object reply, Taken taken, List<Refusal> refusals) {
        if (reply instanceof JedisDataException error) {
            ErrorReply answer = ErrorReply.of(error.getMessage());
            refusals.add(new Refusal(Optional.empty(), Optional.empty(), command, answer, answer.kind(taken)));
        }
    }

    private List<Refusal> refusalsIn(List<?> replies, Watch watch) {
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i) instanceof JedisDataException error) {
                refusals.add(refusal(i, ErrorReply.of(error.getMessage()), Taken.besides(i, replies), watch));
            }
        }
        return refusals;
    }

    /** What comes after the records' requests are the moves of watermarks. */
    private Refusal refusal(int index, ErrorReply reply, Taken taken, Watch watch) {
        if (index >= requests) {
            Partition moved = List.copyOf(marks.keySet()).get(index - requests);
            return new Refusal(
                    Optional.empty(), Optional.of(watch.name(moved)), "HSET of a watermark", reply, reply.kind(taken));
        }
        int next = 0;
        for (Write write : batch.writes()) {
            for (RedisCommand command : write.commands()) {
                for (RedisRequest request : command.requests()) {
                    if (next++ == index) {
                        return Refusal.ofRecord(write.position(), request, reply, taken);
                    }
                }
            }
        }
        throw new IllegalStateException("No request " + index + " of " + requests);
    }
}
