package io.mysqlredis.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server's data folder, whose initialisation is begun anew until it once came to its end. */
record PreparedData(Path data, Path mark) {
    static PreparedData of(StackFolder folder, ServerName server) {
        Path data = folder.data(server);
        return new PreparedData(data, data.resolveSibling(server.id() + ".initialised"));
    }

    void prepareOnce(ServerFiles.Filler initialisation) throws IOException {
        if (Files.exists(mark)) {
            return;
        }
        FileTree.delete(data);
        Files.createDirectories(data);
        initialisation.fill(data);
        Files.createFile(mark);
    }
}
