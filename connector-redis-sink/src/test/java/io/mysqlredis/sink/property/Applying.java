package io.mysqlredis.sink.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.command.Batch;
import io.mysqlredis.sink.command.Write;
import io.mysqlredis.sink.writer.RedisWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Hands batches to a writer, of which each must be carried out as a whole. */
record Applying(RedisWriter writer) {

    private static final RedisWriter.Outcome DONE = new RedisWriter.Outcome(RedisWriter.Fate.APPLIED, List.of());

    void apply(Batch batch) {
        List<Write> run = new ArrayList<>();
        for (Write write : batch.writes()) {
            if (!write.sweeps().isEmpty()) {
                fly(run);
                sweep(write);
            }
            run.add(new Write(write.position(), List.of(), write.commands()));
        }
        fly(run);
    }

    private void fly(List<Write> run) {
        assertThat(writer.write(new Batch(run), Map.of())).isEqualTo(DONE);
        run.clear();
    }

    private void sweep(Write write) {
        RedisWriter.Outcome outcome = writer.sweep(write);
        while (outcome.fate() == RedisWriter.Fate.UNFINISHED) {
            outcome = writer.sweep(write);
        }
        assertThat(outcome).isEqualTo(DONE);
    }
}
