package io.mysqlredis.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of a server, as somebody with a shell handles them. */
public final class Folders {

    private Folders() {}

    public static void delete(Path folder) throws IOException {
        for (Path path : paths(folder, Comparator.reverseOrder())) {
            Files.deleteIfExists(path);
        }
    }

    /** Also while a server writes into it: its temporary files may come and go. */
    public static void copy(Path from, Path to) throws IOException {
        for (Path path : paths(from, Comparator.naturalOrder())) {
            try {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            } catch (NoSuchFileException e) {
                // It was temporary.
            }
        }
    }

    private static List<Path> paths(Path folder, Comparator<Path> order) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(order).toList();
        }
    }
}
