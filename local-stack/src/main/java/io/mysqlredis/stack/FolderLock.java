package io.mysqlredis.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** A file that at most one thread of one process has locked at any time. */
final class FolderLock {
    private static final Duration TELL_AFTER = Duration.ofSeconds(1);
    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(3);
    // A file lock belongs to the process, and closing any channel of the file drops it: threads need a lock of their
    // own.
    private static final Map<Path, Semaphore> THREADS = new ConcurrentHashMap<>();

    /** What is done while nobody else does it. */
    @FunctionalInterface
    interface Work<E extends Exception> {
        void run() throws E;
    }

    private FolderLock() {}

    /** Waits for the lock, saying so where that takes time, and does the work. */
    static <E extends Exception> void holding(Path file, Progress progress, Work<E> work) throws E {
        Waiting waiting = new Waiting(file, progress);
        Semaphore threads = THREADS.computeIfAbsent(file, key -> new Semaphore(1));
        while (!threads.tryAcquire()) {
            waiting.goOn();
        }
        try {
            FileChannel channel = lockedChannel(file, waiting);
            try {
                work.run();
            } finally {
                close(channel);
            }
        } finally {
            threads.release();
        }
    }

    private static FileChannel lockedChannel(Path file, Waiting waiting) {
        try {
            Files.createDirectories(file.getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            while (channel.tryLock() == null) {
                waiting.goOn();
            }
            return channel;
        } catch (IOException e) {
            throw new StackException("Cannot lock " + file + ": " + e, e);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Waiting {
        private final Deadline untilTold = Deadline.in(TELL_AFTER);
        private final Deadline untilGivenUp = Deadline.in(GIVE_UP_AFTER);
        private final Path file;
        private final Progress progress;
        private boolean told;

        Waiting(Path file, Progress progress) {
            this.file = file;
            this.progress = progress;
        }

        void goOn() {
            if (untilGivenUp.isOver()) {
                throw new StackException("Gave up waiting for another call on this stack, which has locked " + file);
            }
            if (!told && untilTold.isOver()) {
                told = true;
                progress.report("Waiting for another call on this stack to end (it has locked " + file + ")");
            }
            Deadline.pause();
        }
    }
}
