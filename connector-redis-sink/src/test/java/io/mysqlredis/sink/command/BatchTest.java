package io.mysqlredis.sink.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest {

    @ParameterizedTest
    @CsvSource({
        "0, 500, 1000, ''",
        "1, 500, 1000, 1",
        "500, 500, 100000, 500",
        "501, 500, 100000, '500,1'",
        "7, 3, 100000, '3,3,1'",
        "6, 500, 25, '2,2,2'",
        "5, 500, 20, '2,2,1'",
    })
    void splitsAtTheNumberOfCommandsAndAtTheBytesWhicheverComesFirst(
            int commands, int maxCommands, long maxBytes, String expectedSizes) {
        Batch batch = batchOfTenByteCommands(commands);

        List<Batch> runs = batch.split(maxCommands, maxBytes);

        assertThat(runs.stream().map(run -> Integer.toString(run.commands().size())))
                .isEqualTo(expectedSizes.isEmpty() ? List.of() : List.of(expectedSizes.split(",")));
        assertThat(runs.stream().flatMap(run -> run.commands().stream())).isEqualTo(batch.commands());
    }

    @Test
    void aCommandAboveTheBytesTravelsAlone() {
        Batch batch = new Batch(List.of(delete("small"), delete("x".repeat(100)), delete("small")));

        assertThat(batch.split(500, 50))
                .extracting(run -> run.commands().size())
                .containsExactly(1, 1, 1);
    }

    private static Batch batchOfTenByteCommands(int commands) {
        return new Batch(IntStream.range(0, commands)
                .mapToObj(i -> delete("%010d".formatted(i)))
                .toList());
    }

    private static PositionedCommand delete(String key) {
        return new PositionedCommand(new RedisCommand.Delete(RedisKey.of(key)), new RecordPosition("t", 0, 0));
    }
}
