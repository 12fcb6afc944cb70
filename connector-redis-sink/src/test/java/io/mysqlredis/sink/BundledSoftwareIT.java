package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archive says of the software of others that it bundles: all of it and nothing else, each with its licence. */
class BundledSoftwareIT {

    @TempDir
    private Path pluginPath;

    private PluginZip zip;

    @BeforeEach
    void unpack() throws IOException {
        zip = PluginZip.unpackedInto(pluginPath);
    }

    @Test
    void theBillOfMaterialsListsTheJarsByTheirContent() throws Exception {
        Map<String, String> listed = new HashMap<>();
        for (JsonNode component : components()) {
            listed.put(jarName(component), sha256(component));
        }
        Map<String, String> bundled = new HashMap<>();
        for (Path jar : jarsOfOthers()) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            bundled.put(jar.getFileName().toString(), HexFormat.of().formatHex(hash));
        }

        assertThat(listed).isEqualTo(bundled);
    }

    @Test
    void theBillOfMaterialsIsTheConnectorsAndTheSameForEveryBuild() throws IOException {
        JsonNode bill = zip.json("doc/sbom.cdx.json");

        assertThat(bill.at("/bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.at("/metadata/component/name").asText()).isEqualTo("connector-redis-sink");
        assertThat(bill.has("serialNumber")).isFalse();
        assertThat(bill.at("/metadata").has("timestamp")).isFalse();
    }

    @Test
    void theListOfLicencesNamesEveryJar() throws IOException {
        String licences = zip.text("doc/THIRD-PARTY.txt");

        for (JsonNode component : components()) {
            assertThat(licences)
                    .containsPattern("\\(.+\\) .+ \\(%s:%s:%s - "
                            .formatted(
                                    component.get("group").asText(),
                                    component.get("name").asText(),
                                    component.get("version").asText()));
            assertThat(component.get("licenses"))
                    .as(component.get("name").asText())
                    .isNotEmpty();
        }
        assertThat(licences.lines().filter(line -> line.startsWith("     ("))).hasSameSizeAs(components());
    }

    /** Most licences ask for their text, with the copyright, to go with the software. */
    @Test
    void everyLicenceIsThereAsText() throws IOException {
        for (JsonNode component : components()) {
            String name = component.get("name").asText();
            String licence = component.at("/licenses/0/license").toString();
            boolean isThere = licence.contains("\"Apache-2.0\"")
                    || licence.contains("Public Domain")
                    || carriesItsLicence(zip.folder().resolve("lib").resolve(jarName(component)))
                    || Files.exists(zip.folder().resolve("doc/licenses").resolve(name + ".txt"));
            assertThat(isThere)
                    .as("a text of the licence of " + name + ", " + licence)
                    .isTrue();
        }
    }

    private static boolean carriesItsLicence(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().anyMatch(entry -> entry.getName().matches("META-INF/LICENSE(\\.txt)?"));
        }
    }

    private List<JsonNode> components() throws IOException {
        JsonNode components = zip.json("doc/sbom.cdx.json").get("components");
        assertThat(components).isNotEmpty();
        List<JsonNode> list = new ArrayList<>();
        components.forEach(list::add);
        return list;
    }

    private List<Path> jarsOfOthers() throws IOException {
        return zip.jars().stream()
                .filter(jar -> !jar.getFileName().toString().startsWith(PluginZip.OURS))
                .toList();
    }

    private static String jarName(JsonNode component) {
        return component.get("name").asText() + "-" + component.get("version").asText() + ".jar";
    }

    private static String sha256(JsonNode component) {
        for (JsonNode hash : component.get("hashes")) {
            if (hash.get("alg").asText().equals("SHA-256")) {
                return hash.get("content").asText();
            }
        }
        throw new AssertionError("No SHA-256 of " + component.get("name"));
    }
}
