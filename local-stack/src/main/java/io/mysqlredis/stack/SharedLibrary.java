package io.mysqlredis.stack;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A library that the servers' programs load from the system, and the packages that bring it.
 *
 * @param debian from the newest releases to the oldest
 */
record SharedLibrary(String soname, List<String> debian, String fedora, String arch, String suse) {
    private static final List<SharedLibrary> KNOWN = List.of(
            new SharedLibrary("libaio.so.1", List.of("libaio1t64", "libaio1"), "libaio", "libaio", "libaio1"),
            new SharedLibrary("libnuma.so.1", List.of("libnuma1"), "numactl-libs", "numactl", "libnuma1"),
            new SharedLibrary(
                    "libssl.so.3", List.of("libssl3t64", "libssl3"), "openssl-libs", "openssl", "libopenssl3"),
            new SharedLibrary(
                    "libcrypto.so.3", List.of("libssl3t64", "libssl3"), "openssl-libs", "openssl", "libopenssl3"),
            new SharedLibrary("libstdc++.so.6", List.of("libstdc++6"), "libstdc++", "gcc-libs", "libstdc++6"));

    SharedLibrary {
        debian = List.copyOf(debian);
    }

    static Optional<SharedLibrary> named(String soname) {
        return KNOWN.stream().filter(library -> library.soname().equals(soname)).findFirst();
    }

    /** The libraries that {@code ldd} did not find. */
    static List<String> missing(String lddOutput) {
        return lddOutput
                .lines()
                .filter(line -> line.endsWith("=> not found"))
                .map(line -> line.strip().split(" ", -1)[0])
                .distinct()
                .toList();
    }

    /** Names under which a release may have the file; Debian renamed libaio's when time_t grew. */
    List<String> fileNames() {
        return Stream.of(soname, soname + "t64").toList();
    }
}
