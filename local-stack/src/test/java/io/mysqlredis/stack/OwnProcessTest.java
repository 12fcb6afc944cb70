package io.mysqlredis.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnProcessTest {
    private Process process;
    private OwnProcess own;

    @TempDir
    private Path folder;

    @BeforeEach
    void startProcess() throws IOException {
        process = new ProcessBuilder("sleep", "600").start();
        own = OwnProcess.of(process.pid(), "sleep 600", List.of(1, 2)).orElseThrow();
    }

    @AfterEach
    void endProcess() {
        process.destroyForcibly();
    }

    @Test
    void runningProcessIsRecognisedAndEnded() {
        assertThat(own.isAlive()).isTrue();

        assertThat(own.end(Duration.ofSeconds(10))).isTrue();

        // Java hears of it a moment after the kernel.
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(own.isAlive()).isFalse();
    }

    @Test
    void processThatIgnoresTheRequestIsKilled() throws IOException {
        Process stubborn = new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; while :; do :; done").start();
        try {
            assertThat(stubborn.inputReader().readLine()).isEqualTo("ready");

            assertThat(OwnProcess.of(stubborn.pid(), "trap", List.of(1))
                            .orElseThrow()
                            .end(Duration.ofMillis(100)))
                    .isTrue();

            // Java hears of it a moment after the kernel.
            assertThat(stubborn.onExit()).succeedsWithin(Duration.ofSeconds(10));
        } finally {
            stubborn.destroyForcibly();
        }
    }

    @Test
    void laterProcessWithTheSamePidIsLeftAlone() {
        assertForeign(new OwnProcess(own.pid(), own.startTicks() - 1, own.boot(), own.mark(), own.ports()));
    }

    @Test
    void processOfAnotherBootIsLeftAlone() {
        assertForeign(new OwnProcess(own.pid(), own.startTicks(), "another", own.mark(), own.ports()));
    }

    @Test
    void otherProgramIsLeftAlone() {
        assertForeign(new OwnProcess(own.pid(), own.startTicks(), own.boot(), "mysqld", own.ports()));
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        own.write(folder.resolve("file"));

        assertThat(OwnProcess.read(folder.resolve("file"))).contains(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pid=", "pid=abc", "pid=1", "pid=1\nstartTicks=1\nports=x", "\\u"})
    void spoiltFileDescribesNoProcess(String text) throws IOException {
        Files.writeString(folder.resolve("file"), text);

        assertThat(OwnProcess.read(folder.resolve("file"))).isEmpty();
    }

    @Test
    void missingFileDescribesNoProcess() throws IOException {
        assertThat(OwnProcess.read(folder.resolve("missing"))).isEmpty();
    }

    private void assertForeign(OwnProcess other) {
        assertThat(other.isAlive()).isFalse();
        assertThat(other.end(Duration.ofSeconds(1))).isTrue();
        assertThat(process.isAlive()).isTrue();
    }
}
