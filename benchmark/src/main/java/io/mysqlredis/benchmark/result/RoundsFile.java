package io.mysqlredis.benchmark.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mysqlredis.benchmark.BenchmarkException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * All rounds that were ever made, a line of JSON each; a last line that was not written to its end counts as not there.
 */
public record RoundsFile(Path path) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public List<Round> read() {
        if (Files.notExists(path)) {
            return List.of();
        }
        try {
            List<String> lines = whole(Files.readString(path, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
            List<Round> rounds = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                rounds.add(parse(lines.get(i), i + 1));
            }
            return rounds;
        } catch (IOException e) {
            throw new BenchmarkException("Cannot read " + path + ": " + e, e);
        }
    }

    private Round parse(String line, int number) {
        try {
            return JSON.readValue(line, Round.class);
        } catch (JsonProcessingException e) {
            throw new BenchmarkException(
                    "Line %d of %s is no round; remove it: %s".formatted(number, path, e.getOriginalMessage()), e);
        }
    }

    /** Adds a round, in the place of what was not written to its end. */
    public void append(Round round) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            cutOffTornLine();
            Files.writeString(
                    path, JSON.writeValueAsString(round) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new BenchmarkException("Cannot write to " + path + ": " + e, e);
        }
    }

    private void cutOffTornLine() throws IOException {
        if (Files.exists(path)) {
            String text = Files.readString(path, StandardCharsets.UTF_8);
            try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
                file.truncate(whole(text).getBytes(StandardCharsets.UTF_8).length);
            }
        }
    }

    private static String whole(String text) {
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }
}
