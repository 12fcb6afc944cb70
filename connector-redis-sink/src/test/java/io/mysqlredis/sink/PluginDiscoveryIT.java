package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.transform.TruncateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.runtime.isolation.ClassLoaderFactory;
import org.apache.kafka.connect.runtime.isolation.PluginClassLoader;
import org.apache.kafka.connect.runtime.isolation.PluginDesc;
import org.apache.kafka.connect.runtime.isolation.PluginDiscoveryMode;
import org.apache.kafka.connect.runtime.isolation.PluginScanResult;
import org.apache.kafka.connect.runtime.isolation.PluginSource;
import org.apache.kafka.connect.runtime.isolation.PluginUtils;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.isolation.ReflectionScanner;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker finds in the unpacked archive all plugins and nothing else, in whichever way it looks for them. */
class PluginDiscoveryIT {

    @TempDir
    private Path pluginPath;

    private PluginZip zip;

    @BeforeEach
    void unpack() throws IOException {
        zip = PluginZip.unpackedInto(pluginPath);
    }

    @Test
    void aWorkerFindsItsPluginsByTheirServiceFiles() throws IOException {
        Plugins plugins = new Plugins(Map.of(
                WorkerConfig.PLUGIN_PATH_CONFIG,
                pluginPath.toString(),
                WorkerConfig.PLUGIN_DISCOVERY_CONFIG,
                PluginDiscoveryMode.SERVICE_LOAD.name()));

        assertThat(found(plugins.sinkConnectors())).containsExactly(RedisSinkConnector.class.getName());
        assertThat(found(plugins.transformations())).isEqualTo(transforms());
    }

    /** As {@code plugin.discovery=hybrid_warn} does, which is the default; here it would scan the class path of the tests too. */
    @Test
    void aWorkerThatLooksAtEachClassFindsTheSame() throws IOException {
        ClassLoaderFactory loaders = new ClassLoaderFactory();
        PluginSource source = PluginUtils.isolatedPluginSource(
                zip.folder(), loaders.newDelegatingClassLoader(getClass().getClassLoader()), loaders);

        PluginScanResult result = new ReflectionScanner().discoverPlugins(Set.of(source));

        assertThat(found(result.sinkConnectors())).containsExactly(RedisSinkConnector.class.getName());
        assertThat(found(result.transformations())).isEqualTo(transforms());
    }

    /** What comes out of the archive, and not from the class path of this test. */
    private static <T> Set<String> found(Set<PluginDesc<T>> plugins) {
        return plugins.stream()
                .filter(plugin -> plugin.loader() instanceof PluginClassLoader)
                .map(PluginDesc::className)
                .collect(Collectors.toSet());
    }

    private static Set<String> transforms() throws IOException {
        Path file = Path.of("src/main/resources/META-INF/services", Transformation.class.getName());
        Set<String> named = new HashSet<>(Files.readAllLines(file));
        assertThat(named).contains(TruncateKey.class.getName());
        return named;
    }
}
