package io.mysqlredis.benchmark;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * As long as it is held, no other benchmark of this checkout runs; the system releases it when the holder ends, however
 * it ends.
 */
record BenchmarkLock(FileChannel file) implements AutoCloseable {

    static BenchmarkLock take(Path checkout) {
        Path path = checkout.resolve(".stack").resolve("bench.lock");
        try {
            Files.createDirectories(path.getParent());
            FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (file.tryLock() == null) {
                file.close();
                throw new BenchmarkException(
                        "A benchmark already runs in this checkout; Ctrl-C in its terminal stops it");
            }
            return new BenchmarkLock(file);
        } catch (IOException e) {
            throw new BenchmarkException("Cannot lock " + path + ": " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new BenchmarkException("Cannot release the lock of the benchmark: " + e, e);
        }
    }
}
