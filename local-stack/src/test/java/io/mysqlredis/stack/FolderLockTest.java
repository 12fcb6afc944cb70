package io.mysqlredis.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderLockTest {
    @TempDir
    private Path folder;

    @Test
    void secondCallWaitsAndSaysSo() throws Exception {
        Path file = folder.resolve("lock");
        List<String> lines = new CopyOnWriteArrayList<>();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Void> first =
                CompletableFuture.runAsync(() -> FolderLock.holding(file, Progress.silent(), () -> {
                    held.countDown();
                    awaitUnchecked(release);
                }));
        assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> second =
                CompletableFuture.runAsync(() -> FolderLock.holding(file, lines::add, () -> lines.add("in")));
        await().until(() -> !lines.isEmpty());
        assertThat(lines).containsExactly("Waiting for another call on this stack to end (it has locked " + file + ")");

        release.countDown();
        first.get(10, TimeUnit.SECONDS);
        second.get(10, TimeUnit.SECONDS);
        assertThat(lines).hasSize(2).last().isEqualTo("in");
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
