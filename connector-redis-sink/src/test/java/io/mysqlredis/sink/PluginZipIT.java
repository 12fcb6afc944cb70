package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip that users unpack into the worker's {@code plugin.path}. */
class PluginZipIT {

    @TempDir
    private Path folder;

    @Test
    void isOneFolderOfJarsWithNothingThatTheWorkerHas() throws IOException {
        try (ZipFile zip = new ZipFile(zip().toFile())) {
            List<String> names = zip.stream().map(Object::toString).toList();

            assertThat(names).allSatisfy(name -> assertThat(name).startsWith("mysqlredis-redis-sink/"));
            assertThat(names)
                    .anyMatch(name -> name.contains("/connector-redis-sink-"))
                    .anyMatch(name -> name.contains("/jedis-"))
                    .anyMatch(name -> name.contains("/jackson-core-"))
                    .noneMatch(name -> name.matches(".*/(kafka|connect)-.*|.*/slf4j-.*|.*log4j.*"));
        }
    }

    @Test
    void holdsEachClassOnce() throws IOException {
        Set<String> seen = new HashSet<>();
        for (Path jar : unpackedJars()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                assertThat(file.stream()
                                .map(Object::toString)
                                .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class")))
                        .allSatisfy(name -> assertThat(seen.add(name))
                                .as(name + " in " + jar)
                                .isTrue());
            }
        }
    }

    @Test
    void namesTheConnectorForTheWorkersServiceLoader() throws IOException {
        URL[] urls = new URL[unpackedJars().size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = unpackedJars().get(i).toUri().toURL();
        }
        try (URLClassLoader plugin = new URLClassLoader(urls, null)) {
            URL manifest = plugin.getResource("META-INF/services/org.apache.kafka.connect.sink.SinkConnector");

            assertThat(manifest).isNotNull();
            assertThat(new String(manifest.openStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(RedisSinkConnector.class.getName());
            assertThat(plugin.getResource("io/mysqlredis/sink/RedisSinkConnector.class"))
                    .isNotNull();
        }
    }

    private List<Path> unpackedJars() throws IOException {
        try (ZipFile zip = new ZipFile(zip().toFile())) {
            for (var entry :
                    zip.stream().filter(each -> each.getName().endsWith(".jar")).toList()) {
                Path jar = folder.resolve(Path.of(entry.getName()).getFileName());
                if (Files.notExists(jar)) {
                    Files.copy(zip.getInputStream(entry), jar);
                }
            }
        }
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.sorted().toList();
        }
    }

    private static Path zip() throws IOException {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            return built.filter(file -> file.toString().endsWith("-plugin.zip"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
