package io.mysqlredis.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The archive that the build has made, unpacked into a folder of the worker's {@code plugin.path} as users do it.
 *
 * @param folder the one folder that is in it
 */
record PluginZip(Path archive, Path folder) {

    /** Our own jar among those of the archive. */
    static final String OURS = "connector-redis-sink-";

    private static final Pom POM = Pom.of(Path.of("pom.xml"));

    static PluginZip unpackedInto(Path pluginPath) throws IOException {
        PluginZip zip = new PluginZip(Path.of("target", name() + ".zip"), pluginPath.resolve(name()));
        try (ZipFile file = new ZipFile(zip.archive.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                Path target = pluginPath.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(file.getInputStream(entry), target);
                }
            }
        }
        return zip;
    }

    /** As the pom asks for it; Connect hubs take archives of no other form of name. */
    static String name() {
        return POM.at("properties/component.owner") + "-" + POM.at("artifactId") + "-" + POM.at("parent/version");
    }

    List<ZipEntry> entries() throws IOException {
        try (ZipFile file = new ZipFile(archive.toFile())) {
            return file.stream().<ZipEntry>map(entry -> entry).toList();
        }
    }

    List<Path> files(String subfolder) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(subfolder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    List<Path> jars() throws IOException {
        return files("lib");
    }

    String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(file).toFile());
    }
}
