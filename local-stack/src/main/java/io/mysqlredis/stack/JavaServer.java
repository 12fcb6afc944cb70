package io.mysqlredis.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands of Kafka's own jars, in a copy that no build changes under the running server. */
record JavaServer(StackFolder folder, String classPath) {
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    static JavaServer of(StackFolder folder, ServerFiles files, Distribution distribution, Attempt attempt)
            throws IOException {
        Path jars = files.complete(
                distribution.kafkaFolderName(),
                attempt.progress(),
                partial -> FileTree.copy(distribution.kafkaJars(), partial));
        Template.named("log4j2.xml").renderInto(folder.run(), Map.of());
        // Relative, as a class path cannot name a folder with a colon.
        return new JavaServer(folder, folder.home().relativize(jars) + "/*");
    }

    List<String> command(List<String> options, String mainClass, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(JAVA.toString()));
        words.addAll(options);
        words.addAll(List.of("-Dlog4j2.configurationFile=run/log4j2.xml", "-cp", classPath, mainClass));
        words.addAll(arguments);
        return words;
    }
}
