package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.RecordPosition;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.writer.RedisWriter.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Finds the records that are to blame for what Redis refuses, or would. */
final class Rejections {

    private Rejections() {}

    /** The first refusal of each record; each refusal is that of a record. */
    static List<Rejection> of(List<Flight.Refusal> refusals) {
        Map<RecordPosition, Rejection> rejections = new LinkedHashMap<>();
        for (Flight.Refusal refusal : refusals) {
            RecordPosition position = refusal.position().orElseThrow();
            rejections.putIfAbsent(
                    position,
                    new Rejection(
                            position,
                            "Redis rejects its command " + refusal.command() + ": "
                                    + refusal.reply().text()));
        }
        return List.copyOf(rejections.values());
    }

    /** Of a write whose keys cannot be looked for. */
    static Rejection ofSweep(Write write, ErrorReply refusal) {
        return new Rejection(write.position(), "Redis rejects its command SCAN: " + refusal.text());
    }

    /** Redis would cut the connection at such an argument, and be tried again for ever. */
    static List<Rejection> ofTooLarge(Batch run, long maxArgumentBytes) {
        List<Rejection> tooLarge = new ArrayList<>();
        for (Write write : run.writes()) {
            OptionalLong bytes = write.argumentAbove(maxArgumentBytes);
            if (bytes.isPresent()) {
                tooLarge.add(new Rejection(
                        write.position(),
                        "it makes a value of " + bytes.getAsLong() + " bytes, and Redis takes no more than "
                                + maxArgumentBytes + " (proto-max-bulk-len)"));
            }
        }
        return tooLarge;
    }
}
