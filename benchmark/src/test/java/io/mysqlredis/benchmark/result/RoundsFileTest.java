package io.mysqlredis.benchmark.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.benchmark.BenchmarkException;
import io.mysqlredis.benchmark.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundsFileTest {

    private static final Round FIRST = round(1, "");
    private static final Round SECOND = round(2, "Redis has 1 rows instead of 2");

    @TempDir
    private Path folder;

    private static Round round(int number, String problem) {
        return new Round(
                "abc",
                new Machine(2, 1_024, "a CPU", "a JDK", "7.0"),
                "sink/avro",
                number,
                "2026-01-01T00:00:00Z",
                List.of(new Figure("rows/s", 1.5, ""), new Figure("worker CPU", 2, "s/M rows")),
                problem);
    }

    private RoundsFile file() {
        return new RoundsFile(folder.resolve("results/rounds.jsonl"));
    }

    @Test
    void aFileThatIsNotThereHasNoRounds() {
        assertThat(file().read()).isEmpty();
    }

    @Test
    void roundsAreReadAsTheyWereWritten() {
        file().append(FIRST);
        file().append(SECOND);

        assertThat(file().read()).containsExactly(FIRST, SECOND);
    }

    @Test
    void aTornLastLineIsNotThere() throws IOException {
        file().append(FIRST);
        tear();

        assertThat(file().read()).containsExactly(FIRST);
    }

    @Test
    void aTornLastLineIsReplacedByTheNextRound() throws IOException {
        file().append(FIRST);
        tear();
        file().append(SECOND);

        assertThat(file().read()).containsExactly(FIRST, SECOND);
    }

    @Test
    void aLineThatIsNoRoundIsNamed() throws IOException {
        file().append(FIRST);
        Files.writeString(file().path(), "{\"something\": 1}\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> file().read())
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("Line 2 of");
    }

    private void tear() throws IOException {
        Files.writeString(file().path(), "{\"revision\": \"ab", StandardOpenOption.APPEND);
    }
}
