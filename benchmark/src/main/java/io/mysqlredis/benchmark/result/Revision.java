package io.mysqlredis.benchmark.result;

import io.mysqlredis.benchmark.BenchmarkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Names what is measured of a checkout: the commit that changed any of it last, and what was changed since. */
public final class Revision {

    private static final int COMMIT_DIGITS = 12;

    /** Nothing of these is measured: rounds made before and after they change belong together. */
    private static final List<String> MEASURED =
            List.of("--", ".", ":!*.md", ":!docs", ":!.ci", ":!end-to-end", ":!*/src/test/*");

    private Revision() {}

    /**
     * Ends in {@code -dirty-} and a digest of the changes if there are some, so that other changes have another name.
     */
    public static String of(Path checkout) {
        String commit = git(checkout, "log", "-1", "--format=%H").substring(0, COMMIT_DIGITS);
        String changes = git(checkout, "status", "--porcelain") + git(checkout, "diff", "HEAD");
        return changes.isEmpty() ? commit : commit + "-dirty-" + digest(changes);
    }

    private static String git(Path checkout, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        command.addAll(MEASURED);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(checkout.toAbsolutePath().toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchmarkException("This is no checkout of git: " + String.join(" ", command) + " fails");
            }
            return output;
        } catch (IOException e) {
            throw new BenchmarkException("Cannot run git: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("Interrupted while git ran", e);
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
