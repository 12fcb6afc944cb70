package io.mysqlredis.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The libraries that a program needs and this system lacks, for that program alone. */
record NativeLibraries(ServerFiles files, Attempt attempt, StackFolder folder) {
    private static final String PATH_VARIABLE = "LD_LIBRARY_PATH";
    private static final List<Path> SYSTEM =
            List.of(Path.of("/usr/lib/x86_64-linux-gnu"), Path.of("/lib/x86_64-linux-gnu"));

    /** What must be set for the program to find all of its libraries; nothing where the system has them. */
    Map<String, String> environment(ServerName server, Path program) throws IOException {
        Map<String, String> environment = Map.of();
        List<String> missing = missing(program, environment);
        if (missing.isEmpty()) {
            return environment;
        }
        List<String> folders = new ArrayList<>();
        for (String soname : missing) {
            Path library = files.complete("lib-" + soname, attempt.progress(), into -> fetch(server, soname, into));
            // Relative to where the program starts, as colons and semicolons would end a path.
            folders.add(folder.home().relativize(library).toString());
        }
        environment = Map.of(PATH_VARIABLE, String.join(":", folders));
        List<String> still = missing(program, environment);
        if (!still.isEmpty()) {
            throw cannotStart(server, still);
        }
        return environment;
    }

    private List<String> missing(Path program, Map<String, String> environment) throws IOException {
        if (Executables.onPath("ldd").isEmpty()) {
            return List.of();
        }
        ProcessBuilder ldd = new ProcessBuilder("ldd", program.toString());
        ldd.environment().putAll(environment);
        return SharedLibrary.missing(attempt.read(ldd));
    }

    private void fetch(ServerName server, String soname, Path into) throws IOException {
        Optional<SharedLibrary> library = SharedLibrary.named(soname);
        if (library.isEmpty()) {
            throw cannotStart(server, List.of(soname));
        }
        Optional<Path> renamed = library.get().fileNames().stream()
                .flatMap(name -> SYSTEM.stream().map(lib -> lib.resolve(name)))
                .filter(Files::exists)
                .findFirst();
        if (renamed.isPresent()) {
            Files.createSymbolicLink(into.resolve(soname), renamed.get());
            return;
        }
        attempt.progress().report("%-8s needs %s: fetching it".formatted(server.label(), soname));
        Path unpacked = Files.createDirectory(into.resolve("package"));
        if (!new DebianPackages(folder, attempt).unpackFirst(library.get().debian(), unpacked)) {
            throw cannotStart(server, List.of(soname));
        }
        keepLibraries(library.get(), unpacked, into);
        FileTree.delete(unpacked);
    }

    /** Moves the files to where the program looks, under the name for which it looks. */
    private static void keepLibraries(SharedLibrary library, Path unpacked, Path into) throws IOException {
        try (Stream<Path> all = Files.walk(unpacked)) {
            for (Path file : all.filter(path -> path.getFileName().toString().contains(".so."))
                    .toList()) {
                Files.move(file, into.resolve(file.getFileName()));
            }
        }
        for (String name : library.fileNames()) {
            if (Files.exists(into.resolve(name)) && !name.equals(library.soname())) {
                Files.createSymbolicLink(into.resolve(library.soname()), Path.of(name));
            }
        }
    }

    private static StackException cannotStart(ServerName server, List<String> sonames) throws IOException {
        List<SharedLibrary> known = sonames.stream()
                .map(SharedLibrary::named)
                .flatMap(Optional::stream)
                .toList();
        String advice = known.size() == sonames.size()
                ? OsRelease.ofThisSystem().howToInstall(known)
                : "install the packages that bring them";
        return new StackException("%s cannot start: this system lacks %s, and it could not be fetched; %s"
                .formatted(server.label(), sonames.stream().collect(Collectors.joining(", ")), advice));
    }
}
