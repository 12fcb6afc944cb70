package io.mysqlredis.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LibrariesTest {
    @Test
    void whatTheLinkerDoesNotFindIsMissing() {
        String ldd = """
                \tlinux-vdso.so.1 (0x00007fc3b8c0c000)
                \tlibaio.so.1 => not found
                \tlibnuma.so.1 => /lib/x86_64-linux-gnu/libnuma.so.1 (0x00007fc3b8be2000)
                \tlibssl.so.3 => not found
                \tlibssl.so.3 => not found
                \t/lib64/ld-linux-x86-64.so.2 (0x00007fc3b8c0e000)
                """;

        assertThat(SharedLibrary.missing(ldd)).containsExactly("libaio.so.1", "libssl.so.3");
    }

    @Test
    void staticProgramMissesNothing() {
        assertThat(SharedLibrary.missing("\tnot a dynamic executable\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "debian,, 12, run sudo apt-get install libaio1 libssl3",
        "debian,, 13, run sudo apt-get install libaio1t64 libssl3t64",
        "debian,,, run sudo apt-get install libaio1t64 libssl3t64",
        "ubuntu, debian, 22.04, run sudo apt-get install libaio1 libssl3",
        "ubuntu, debian, 24.04, run sudo apt-get install libaio1t64 libssl3t64",
        "linuxmint, ubuntu debian, 22, run sudo apt-get install libaio1t64 libssl3t64",
        "fedora,, 43, run sudo dnf install libaio openssl-libs",
        "rocky, rhel centos fedora, 9.4, run sudo dnf install libaio openssl-libs",
        "arch,,, run sudo pacman -S libaio openssl",
        "opensuse-leap, suse opensuse, 15.6, run sudo zypper install libaio1 libopenssl3",
        ",,, install the packages with libaio.so.1 libssl.so.3",
    })
    void adviceIsThatOfTheSystem(String id, String like, String version, String advice) {
        OsRelease system = OsRelease.parse(List.of(
                "PRETTY_NAME=\"Some Linux\"",
                "ID=" + Optional.ofNullable(id).orElse(""),
                "ID_LIKE=\"" + Optional.ofNullable(like).orElse("") + "\"",
                "VERSION_ID=\"" + Optional.ofNullable(version).orElse("") + "\""));

        assertThat(system.howToInstall(Stream.of("libaio.so.1", "libssl.so.3")
                        .map(SharedLibrary::named)
                        .map(Optional::orElseThrow)
                        .toList()))
                .isEqualTo(advice);
    }
}
