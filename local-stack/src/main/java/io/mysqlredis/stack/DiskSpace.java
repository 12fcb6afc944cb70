package io.mysqlredis.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much of the disk is left for the stack. */
final class DiskSpace {
    private static final long MEGABYTE = 1024 * 1024;
    private static final long NEEDED = 1_500 * MEGABYTE;
    private static final long NEXT_TO_NOTHING = 8 * MEGABYTE;

    private DiskSpace() {}

    /** Throws unless the folder's disk has room for the servers and their data. */
    static void require(Path folder) {
        require(folder, usable(folder));
    }

    static void require(Path folder, long usable) {
        if (usable < NEEDED) {
            throw new StackException("The stack cannot start: it needs %d MB of disk in %s, and %d MB are free"
                    .formatted(NEEDED / MEGABYTE, folder, usable / MEGABYTE));
        }
    }

    static boolean isExhausted(Path folder) {
        return usable(folder) < NEXT_TO_NOTHING;
    }

    private static long usable(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
