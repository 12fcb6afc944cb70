package io.mysqlredis.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which Linux this is, as its file {@code os-release} says, and so how a package is installed here. */
record OsRelease(String id, Set<String> family, String version) {
    OsRelease {
        family = Set.copyOf(family);
    }

    static OsRelease ofThisSystem() throws IOException {
        try {
            return parse(Files.readAllLines(Path.of("/etc/os-release")));
        } catch (NoSuchFileException e) {
            return parse(List.of());
        }
    }

    static OsRelease parse(List<String> lines) {
        Map<String, String> values = new HashMap<>();
        for (String line : lines) {
            String[] parts = line.split("=", 2);
            if (parts.length == 2) {
                values.put(parts[0], parts[1].replace("\"", ""));
            }
        }
        String id = values.getOrDefault("ID", "");
        Set<String> family =
                new LinkedHashSet<>(List.of(values.getOrDefault("ID_LIKE", "").split(" ", -1)));
        family.add(id);
        return new OsRelease(id, family, values.getOrDefault("VERSION_ID", ""));
    }

    /** What the user of this system has to do to have the libraries. */
    String howToInstall(List<SharedLibrary> libraries) {
        if (family.contains("debian") || family.contains("ubuntu")) {
            return "run sudo apt-get install " + packages(libraries, this::debianPackage);
        }
        if (family.contains("fedora") || family.contains("rhel")) {
            return "run sudo dnf install " + packages(libraries, SharedLibrary::fedora);
        }
        if (family.contains("arch")) {
            return "run sudo pacman -S " + packages(libraries, SharedLibrary::arch);
        }
        if (family.contains("suse") || family.contains("opensuse")) {
            return "run sudo zypper install " + packages(libraries, SharedLibrary::suse);
        }
        return "install the packages with " + packages(libraries, SharedLibrary::soname);
    }

    private String debianPackage(SharedLibrary library) {
        return library.debian().get(isBeforeTimeChange() ? library.debian().size() - 1 : 0);
    }

    /** Debian 12 and Ubuntu 23.10 are the last with the old names; what is derived from them counts otherwise. */
    private boolean isBeforeTimeChange() {
        int lastRelease = id.equals("debian") ? 12 : id.equals("ubuntu") ? 23 : 0;
        String major = version.split("\\.", -1)[0];
        return major.matches("[0-9]+") && Integer.parseInt(major) <= lastRelease;
    }

    private static String packages(List<SharedLibrary> libraries, Function<SharedLibrary, String> name) {
        return libraries.stream().map(name).distinct().collect(Collectors.joining(" "));
    }
}
