package io.mysqlredis.demo;

import io.mysqlredis.pipeline.PipelineException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** As long as it is held, no other demo of this checkout runs; the system releases it when the holder ends, however it ends. */
record DemoLock(FileChannel file) implements AutoCloseable {

    static DemoLock take(Path checkout) {
        Path path = checkout.resolve(".stack").resolve("demo.lock");
        try {
            Files.createDirectories(path.getParent());
            FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = file.tryLock();
            if (lock == null) {
                file.close();
                throw new PipelineException("A demo already runs in this checkout; Ctrl-C in its terminal stops it");
            }
            return new DemoLock(file);
        } catch (IOException e) {
            throw new PipelineException("Cannot lock " + path + ": " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new PipelineException("Cannot release the lock of the demo: " + e, e);
        }
    }
}
