package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.connect.runtime.isolation.PluginUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that users unpack into the worker's {@code plugin.path}, laid out as Connect hubs ask for it. */
class PluginZipIT {

    private static final Path CHECKOUT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)\\s]*)?\\)");

    @TempDir
    private Path pluginPath;

    private PluginZip zip;

    @BeforeEach
    void unpack() throws IOException {
        zip = PluginZip.unpackedInto(pluginPath);
    }

    @Test
    void isOneFolderOfTheArchivesName() throws IOException {
        assertThat(zip.entries())
                .allSatisfy(entry -> assertThat(entry.getName()).startsWith(PluginZip.name() + "/"));
        assertThat(zip.folder())
                .isDirectoryNotContaining(path -> !Set.of("manifest.json", "doc", "etc", "lib")
                        .contains(path.getFileName().toString()));
        assertThat(zip.jars())
                .allSatisfy(jar ->
                        assertThat(jar).hasParent(zip.folder().resolve("lib")).hasExtension("jar"));
    }

    @Test
    void itsManifestSaysWhatThePomsSay() throws IOException {
        Pom pom = Pom.of(Path.of("pom.xml"));
        Pom parent = Pom.of(CHECKOUT.resolve("pom.xml"));
        JsonNode manifest = zip.json("manifest.json");

        assertThat(manifest.at("/owner/username").asText())
                .isEqualTo(pom.at("properties/component.owner"))
                .matches("[a-z0-9_]{2,255}");
        assertThat(manifest.at("/owner/name").asText()).isEqualTo(parent.at("name"));
        assertThat(manifest.at("/name").asText())
                .isEqualTo(pom.at("artifactId"))
                .matches("[a-z0-9-]{2,255}");
        assertThat(manifest.at("/version").asText()).isEqualTo(parent.at("version"));
        assertThat(manifest.at("/title").asText()).isEqualTo(pom.at("name"));
        assertThat(manifest.at("/description").asText()).isEqualTo(pom.at("description"));
        assertThat(manifest.at("/license/0/name").asText()).isEqualTo(parent.at("licenses/license/name"));
        assertThat(manifest.at("/license/0/url").asText()).isEqualTo(parent.at("licenses/license/url"));
        assertThat(zip.text("manifest.json")).doesNotContain("${");
    }

    @Test
    void itsManifestNamesTheKindsOfPluginsThatAreInside() throws IOException {
        Map<String, String> kinds = Map.of(
                "META-INF/services/org.apache.kafka.connect.sink.SinkConnector", "sink",
                "META-INF/services/org.apache.kafka.connect.transforms.Transformation", "transform");
        List<String> inside = new ArrayList<>();
        for (String service : namesInJars(".*/" + PluginZip.OURS + ".*", "META-INF/services/org.apache.kafka.+")) {
            inside.add(kinds.getOrDefault(service, service));
        }

        assertThat(zip.json("manifest.json").get("component_types"))
                .map(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(inside);
    }

    @Test
    void hasTheFilesThatUsersPost() throws IOException {
        List<Path> shipped = zip.files("etc");

        try (Stream<Path> files = Files.list(CHECKOUT.resolve("connector-config"))) {
            assertThat(shipped)
                    .map(Path::getFileName)
                    .containsExactlyInAnyOrderElementsOf(files.map(Path::getFileName)
                            .filter(file -> file.toString().endsWith(".json"))
                            .toList());
        }
        assertThat(shipped)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file)
                        .hasSameBinaryContentAs(
                                CHECKOUT.resolve("connector-config").resolve(file.getFileName())));
    }

    @Test
    void itsTextsLeadNowhereThatIsMissing() throws IOException {
        List<Path> texts = zip.files("doc").stream()
                .filter(file -> file.toString().endsWith(".md"))
                .toList();

        assertThat(texts).map(Path::getFileName).map(Path::toString).contains("README.md", "delivery.md");
        for (Path text : texts) {
            assertThat(LINK.matcher(Files.readString(text)).results())
                    .map(link -> link.group(1))
                    .filteredOn(link -> !link.startsWith("https://"))
                    .allSatisfy(link ->
                            assertThat(meant(text, link)).as(text + " " + link).exists());
        }
    }

    /** As {@code doc/README.md} tells it: connectors' files are in etc, but those for compose; other folders are the source's. */
    private Path meant(Path text, String link) {
        Path linked = text.resolveSibling(link).normalize();
        Path doc = zip.folder().resolve("doc");
        if (!linked.startsWith(doc) || Files.exists(linked)) {
            return linked;
        }
        Path relative = doc.relativize(linked);
        return relative.startsWith("connector-config") && !relative.startsWith("connector-config/compose")
                ? zip.folder()
                        .resolve("etc")
                        .resolve(Path.of("connector-config").relativize(relative))
                : CHECKOUT.resolve(relative);
    }

    @Test
    void holdsNoClassThatAWorkerGivesToItsPlugins() throws IOException {
        assertThat(classes(".*"))
                .hasSizeGreaterThan(1000)
                .allSatisfy(name -> assertThat(name).doesNotStartWith("org.apache.kafka."))
                .allSatisfy(name -> assertThat(PluginUtils.shouldLoadInIsolation(name))
                        .as(name)
                        .isTrue());
    }

    @Test
    void holdsNoJarOfTheWorker() throws IOException {
        assertThat(zip.jars())
                .map(jar -> jar.getFileName().toString())
                .anyMatch(name -> name.startsWith(PluginZip.OURS))
                .anyMatch(name -> name.startsWith("jedis-"))
                .noneMatch(name -> name.matches("(kafka|connect|slf4j|log4j|logback|jetty|jersey)-.*"));
    }

    @Test
    void holdsEachClassOnce() throws IOException {
        assertThat(classes(".*")).doesNotHaveDuplicates();
    }

    private List<String> classes(String jars) throws IOException {
        return namesInJars(jars, "(?!.*module-info).+\\.class").stream()
                .map(name -> name.replaceFirst("\\.class$", "").replace('/', '.'))
                .toList();
    }

    private List<String> namesInJars(String jars, String names) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path jar : zip.jars()) {
            if (jar.toString().matches(jars)) {
                try (JarFile file = new JarFile(jar.toFile())) {
                    file.stream()
                            .map(Object::toString)
                            .filter(name -> name.matches(names))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }
}
