package io.mysqlredis.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder that the build assembles: the servers' jars and archives, each kind in a folder of its own. */
record Distribution(Path folder) {
    private static final Pattern KAFKA_VERSION = Pattern.compile("kafka-clients-(.*)\\.jar");

    void requireBuilt() {
        if (!Files.isDirectory(folder.resolve("kafka"))) {
            throw new StackException("The local stack is not built: run mvn -pl local-stack -am package -DskipTests"
                    + " (no folder " + folder + ")");
        }
    }

    Path mysqlJar() throws IOException {
        return onlyJar("mysql");
    }

    Path redisJar() throws IOException {
        return onlyJar("redis");
    }

    Path kafkaJars() {
        return folder.resolve("kafka");
    }

    Path plugins() {
        return folder.resolve("plugins");
    }

    String kafkaVersion() throws IOException {
        return jars("kafka").stream()
                .map(jar -> KAFKA_VERSION.matcher(jar.getFileName().toString()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow(() -> new IOException("No kafka-clients jar in " + kafkaJars()));
    }

    /** Another one for every other set of jars, whose names carry their versions. */
    String kafkaFolderName() throws IOException {
        int names = jars("kafka").stream()
                .map(jar -> jar.getFileName().toString())
                .toList()
                .hashCode();
        return "kafka-" + kafkaVersion() + "-" + HexFormat.of().toHexDigits(names);
    }

    private Path onlyJar(String kind) throws IOException {
        List<Path> jars = jars(kind);
        if (jars.size() != 1) {
            throw new IOException("One jar expected in " + folder.resolve(kind) + ", found " + jars.size());
        }
        return jars.get(0);
    }

    private List<Path> jars(String kind) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(kind))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
