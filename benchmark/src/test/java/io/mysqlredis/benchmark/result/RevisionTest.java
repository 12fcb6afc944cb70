package io.mysqlredis.benchmark.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionTest {

    @TempDir
    Path checkout;

    @BeforeEach
    void commitSomething() throws Exception {
        git("init", "--quiet");
        write("sink/src/main/Sink.java", "class Sink {}");
        commit();
    }

    @Test
    void isTheCommitOfWhatIsMeasured() throws Exception {
        String revision = Revision.of(checkout);
        assertThat(revision).matches("[0-9a-f]{12}");

        write("docs/performance.md", "fast");
        write("README.md", "fast");
        write("sink/src/test/SinkTest.java", "class SinkTest {}");
        commit();
        assertThat(Revision.of(checkout)).isEqualTo(revision);

        write("sink/src/main/Sink.java", "final class Sink {}");
        commit();
        assertThat(Revision.of(checkout)).matches("[0-9a-f]{12}").isNotEqualTo(revision);
    }

    @Test
    void namesWhatIsNotCommitted() throws Exception {
        String revision = Revision.of(checkout);

        write("README.md", "fast");
        assertThat(Revision.of(checkout)).isEqualTo(revision);

        write("sink/src/main/Sink.java", "final class Sink {}");
        String changed = Revision.of(checkout);
        assertThat(changed).matches(revision + "-dirty-[0-9a-f]{8}");

        write("sink/src/main/Sink.java", "abstract class Sink {}");
        assertThat(Revision.of(checkout)).startsWith(revision + "-dirty-").isNotEqualTo(changed);
    }

    @Test
    void namesWhatGitDoesNotKnowYetByItsContent() throws Exception {
        write("sink/src/main/New.java", "class New {}");
        String added = Revision.of(checkout);
        assertThat(added).contains("-dirty-");

        write("sink/src/main/New.java", "final class New {}");
        assertThat(Revision.of(checkout)).contains("-dirty-").isNotEqualTo(added);

        Files.delete(checkout.resolve("sink/src/main/Sink.java"));
        String deleted = Revision.of(checkout);
        Files.delete(checkout.resolve("sink/src/main/New.java"));
        assertThat(Revision.of(checkout)).contains("-dirty-").isNotEqualTo(deleted);
    }

    private void write(String file, String text) throws IOException {
        Path path = checkout.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void commit() throws Exception {
        git("add", "--all");
        git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "--message=change");
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(checkout.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }
}
