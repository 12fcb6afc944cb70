package io.mysqlredis.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProcessFactsTest {
    private static final String STAT = "42 (a) b (c) %s 1 42 42 0 -1 4194560 1 0 0 0 1 2 0 0 20 0 1 0 8675309 1 2 3";
    private static final String STATUS = "Name:\ta\nVmPeak:\t 999 kB\nVmRSS:\t    1024 kB\nThreads:\t1\n";

    @Test
    void nameWithSpacesAndParenthesesDoesNotShiftTheFields() {
        assertThat(ProcessFacts.parse(STAT.formatted("S"), "java\0-cp\0x\0", STATUS))
                .contains(new ProcessFacts(8_675_309, "java -cp x ", 1024 * 1024));
    }

    @Test
    void processThatNobodyWaitedForIsNotRunning() {
        assertThat(ProcessFacts.parse(STAT.formatted("Z"), "", "")).isEmpty();
    }

    @Test
    void processIsThereUntilItsLastThreadHasEnded() {
        String threads = STAT.formatted("Z").replace("20 0 1 0", "20 0 2 0");

        assertThat(ProcessFacts.parse(threads, "", "")).isPresent();
    }

    @Test
    void endingProcessWithoutCommandLineIsNotTakenForAnotherOne() {
        ProcessFacts ending =
                ProcessFacts.parse(STAT.formatted("R"), "/", "Name:\ta\n").orElseThrow();
        ProcessFacts other =
                ProcessFacts.parse(STAT.formatted("R"), "sleep\0", STATUS).orElseThrow();

        assertThat(ending.mayBe("mysqld")).isTrue();
        assertThat(other.mayBe("mysqld")).isFalse();
    }

    @Test
    void ownProcessIsThere() {
        assertThat(ProcessFacts.of(ProcessHandle.current().pid())).hasValueSatisfying(facts -> {
            assertThat(facts.commandLine()).contains("java");
            assertThat(facts.residentBytes()).isPositive();
        });
    }

    @Test
    void unusedPidIsNoProcess() {
        assertThat(ProcessFacts.of(Integer.MAX_VALUE)).isEmpty();
    }
}
