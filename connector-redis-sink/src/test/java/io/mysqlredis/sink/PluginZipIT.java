package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.transform.TruncateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.runtime.isolation.PluginClassLoader;
import org.apache.kafka.connect.runtime.isolation.PluginDesc;
import org.apache.kafka.connect.runtime.isolation.PluginDiscoveryMode;
import org.apache.kafka.connect.runtime.isolation.Plugins;
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
                    .anyMatch(name -> name.contains("/HdrHistogram-"))
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
    void aWorkerFindsItsConnectorAndItsTransformByTheirServiceFiles() throws IOException {
        unpackedJars();

        Plugins plugins = new Plugins(Map.of(
                WorkerConfig.PLUGIN_PATH_CONFIG,
                folder.toString(),
                WorkerConfig.PLUGIN_DISCOVERY_CONFIG,
                PluginDiscoveryMode.SERVICE_LOAD.name()));

        assertThat(found(plugins.sinkConnectors())).containsExactly(RedisSinkConnector.class.getName());
        assertThat(found(plugins.transformations())).containsExactly(TruncateKey.class.getName());
    }

    /** What comes out of the zip, and not from the class path of this test. */
    private static <T> List<String> found(Set<PluginDesc<T>> plugins) {
        return plugins.stream()
                .filter(plugin -> plugin.loader() instanceof PluginClassLoader)
                .map(PluginDesc::className)
                .toList();
    }

    private List<Path> unpackedJars() throws IOException {
        Path plugin = Files.createDirectories(folder.resolve("plugin"));
        try (ZipFile zip = new ZipFile(zip().toFile())) {
            for (var entry :
                    zip.stream().filter(each -> each.getName().endsWith(".jar")).toList()) {
                Path jar = plugin.resolve(Path.of(entry.getName()).getFileName());
                if (Files.notExists(jar)) {
                    Files.copy(zip.getInputStream(entry), jar);
                }
            }
        }
        try (Stream<Path> jars = Files.list(plugin)) {
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
