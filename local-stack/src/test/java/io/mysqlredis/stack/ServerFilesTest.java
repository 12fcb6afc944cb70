package io.mysqlredis.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerFilesTest {
    @TempDir
    private Path folder;

    @Test
    void interruptedUnpackingIsBegunAnew() throws IOException {
        ServerFiles files = new ServerFiles(folder);
        assertThatIOException()
                .isThrownBy(() -> files.complete("program-1", Progress.silent(), into -> {
                    Files.createFile(into.resolve("half"));
                    throw new IOException("no space");
                }))
                .withMessage("no space");
        assertThat(folder.resolve("program-1")).doesNotExist();

        Path complete = files.complete("program-1", Progress.silent(), into -> Files.createFile(into.resolve("whole")));

        assertThat(complete).isEqualTo(folder.resolve("program-1"));
        assertThat(complete.toFile().list()).containsExactly("whole");
    }

    @Test
    void completeFolderIsNotTouchedAgain() throws IOException {
        ServerFiles files = new ServerFiles(folder);
        files.complete("program-1", Progress.silent(), into -> Files.createFile(into.resolve("a")));

        Path complete = files.complete("program-1", Progress.silent(), into -> {
            throw new IOException("unpacked again");
        });

        assertThat(complete.resolve("a")).exists();
    }

    @Test
    void initialisationIsBegunAnewUntilItCameToItsEnd() throws IOException {
        PreparedData data = PreparedData.of(new StackFolder(folder, "test"), ServerName.MYSQL);
        assertThatIOException()
                .isThrownBy(() -> data.prepareOnce(into -> {
                    Files.createFile(into.resolve("half"));
                    throw new IOException("killed");
                }));

        data.prepareOnce(into -> Files.createFile(into.resolve("whole")));
        data.prepareOnce(into -> Files.createFile(into.resolve("twice")));

        assertThat(data.data().toFile().list()).containsExactly("whole");
    }

    @Test
    void copyIsTheSameUntilOneSideChanges() throws IOException {
        Path from = Files.createDirectories(folder.resolve("from/sub")).getParent();
        Path to = folder.resolve("to");
        Files.writeString(from.resolve("sub/a"), "1");
        Files.writeString(from.resolve("b"), "1");

        assertThat(FileTree.isSame(from, to)).isFalse();
        FileTree.copy(from, to);
        assertThat(FileTree.isSame(from, to)).isTrue();
        Files.writeString(to.resolve("sub/a"), "2");
        assertThat(FileTree.isSame(from, to)).isFalse();
        Files.delete(to.resolve("sub/a"));
        assertThat(FileTree.isSame(from, to)).isFalse();
    }
}
