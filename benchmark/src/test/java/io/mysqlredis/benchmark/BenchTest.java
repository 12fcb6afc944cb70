package io.mysqlredis.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine = Bench.commandLine(new PrintStream(out, true, StandardCharsets.UTF_8));
        return commandLine.setErr(new PrintWriter(err, true)).execute(arguments);
    }

    @Test
    void whatIsSelectedIsListedWithItsRounds() {
        assertThat(run("--list", "--only", "^discard/avro$")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("discard/avro             5 rounds  discards; Avro by the converter\n");
    }

    @Test
    void quickRunsLeaveOutWhatRunsNoCodeOfItsOwn() {
        assertThat(run("--quick", "--list")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("sink/avro-own-delay", "1 rounds")
                .doesNotContain("sink/avro-1kb");
    }

    @Test
    void whatSelectsNothingIsAnErrorWithTheNames() {
        assertThat(run("--list", "--only", "xml")).isEqualTo(1);
        assertThat(err.toString()).contains("Nothing matches --only xml").contains("sink/avro,");
    }

    @Test
    void whatIsNoRegularExpressionIsToldAsSuch() {
        assertThat(run("--list", "--only", "(")).isEqualTo(1);
        assertThat(err.toString()).contains("--only is no regular expression");
    }

    @Test
    void anOptionThatDoesNotExistIsAnErrorOfUsage() {
        assertThat(run("--fast")).isEqualTo(2);
    }
}
