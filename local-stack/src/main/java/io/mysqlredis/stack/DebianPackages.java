package io.mysqlredis.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Files out of Debian's and Ubuntu's packages, fetched without changing the system and without being root. */
record DebianPackages(StackFolder folder, Attempt attempt) {

    /** Unpacks the first of the packages that can be had into the folder, and says whether there was one. */
    boolean unpackFirst(List<String> packages, Path into) throws IOException {
        if (Executables.onPath("apt-get").isEmpty()
                || Executables.onPath("dpkg-deb").isEmpty()) {
            return false;
        }
        if (unpackFirst(packages, List.of(), into)) {
            return true;
        }
        // The system's lists of packages may be empty, as in most containers, and only root could fill those.
        List<String> lists = ownLists(into);
        return run(into, command(lists, "update")) == 0 && unpackFirst(packages, lists, into);
    }

    private boolean unpackFirst(List<String> packages, List<String> options, Path into) throws IOException {
        for (String name : packages) {
            if (run(into, command(options, "download", name)) == 0) {
                return run(into, List.of("dpkg-deb", "-x", downloaded(into).toString(), into.toString())) == 0;
            }
        }
        return false;
    }

    private static List<String> command(List<String> options, String... words) {
        List<String> command = new ArrayList<>(List.of(
                "apt-get",
                "-q",
                "-o",
                "Debug::NoLocking=1",
                "-o",
                "Acquire::Retries=2",
                "-o",
                "Acquire::http::Timeout=15",
                "-o",
                "APT::Sandbox::User=root"));
        command.addAll(options);
        command.addAll(List.of(words));
        return command;
    }

    private static List<String> ownLists(Path into) throws IOException {
        Path lists = Files.createDirectories(into.resolve("apt/lists/partial")).getParent();
        Path cache = Files.createDirectories(into.resolve("apt/cache/archives/partial"))
                .getParent()
                .getParent();
        return List.of("-o", "Dir::State::Lists=" + lists, "-o", "Dir::Cache=" + cache);
    }

    private int run(Path into, List<String> command) throws IOException {
        return attempt.run(
                new ProcessBuilder(command).directory(into.toFile()),
                folder.home().resolve("logs").resolve("packages.log"));
    }

    private static Path downloaded(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".deb"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("apt-get has left no package in " + folder));
        }
    }
}
