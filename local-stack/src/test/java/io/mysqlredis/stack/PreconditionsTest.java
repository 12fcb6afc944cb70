package io.mysqlredis.stack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PreconditionsTest {
    private static final Path FOLDER = Path.of("checkout", ".stack");
    private static final long MEGABYTE = 1024 * 1024;

    @ParameterizedTest
    @CsvSource({"Mac OS X, aarch64", "Windows 11, amd64", "Linux, aarch64"})
    void otherMachineIsToldOfDockerCompose(String system, String processor) {
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> SupportedHost.require(system, processor))
                .withMessage(
                        "The local stack runs on Linux x86-64 only, and this is %s %s: use docker compose",
                        system, processor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amd64", "x86_64"})
    void linuxOnX86IsSupported(String processor) {
        assertThatCode(() -> SupportedHost.require("Linux", processor)).doesNotThrowAnyException();
    }

    @Test
    void smallDiskIsNamedWithBothSizes() {
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> DiskSpace.require(FOLDER, 1_499 * MEGABYTE))
                .withMessage("The stack cannot start: it needs 1500 MB of disk in %s, and 1499 MB are free", FOLDER);
        assertThatCode(() -> DiskSpace.require(FOLDER, 1_500 * MEGABYTE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "a/b", "servers", "A", "-a"})
    void nameThatIsNoFolderOfItsOwnIsRefused(String name) {
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> StackFolder.of(FOLDER, name))
                .withMessageContaining("Not a name for a stack");
    }
}
