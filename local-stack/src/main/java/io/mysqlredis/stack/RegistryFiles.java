package io.mysqlredis.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder that the build of {@code local-stack/registry} assembles: a schema registry, and the converters that use one. */
record RegistryFiles(Path folder) {
    private static final Pattern SERVER = Pattern.compile("apicurio-registry-app-(.*)-all\\.tar\\.gz");

    void requireBuilt() {
        if (!Files.isDirectory(folder.resolve("server")) || !Files.isDirectory(converters())) {
            throw new StackException("The schema registry is not built: run mvn -pl local-stack/registry package"
                    + " -DskipTests (no folder " + folder + ")");
        }
    }

    /** The packed registry. */
    Path server() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("server"))) {
            return files.filter(file -> matcher(file).matches())
                    .findFirst()
                    .orElseThrow(() -> new IOException("No registry in " + folder));
        }
    }

    String version() throws IOException {
        Matcher name = matcher(server());
        return name.matches() ? name.group(1) : "";
    }

    /** What is to be run of the unpacked registry. */
    String program() throws IOException {
        return "apicurio-registry-app-" + version() + "-runner.jar";
    }

    /** A folder for a worker's plugin path. */
    Path converters() {
        return folder.resolve("converters");
    }

    private static Matcher matcher(Path file) {
        return SERVER.matcher(file.getFileName().toString());
    }
}
