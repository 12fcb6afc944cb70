package io.mysqlredis.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.mysqlredis.benchmark.result.Goal;
import io.mysqlredis.benchmark.result.Plot;
import io.mysqlredis.benchmark.result.Round;
import io.mysqlredis.benchmark.result.Summary;
import io.mysqlredis.benchmark.result.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is told at the end: a table, and the same in a file of JSON and in pictures. */
record Report(Summary summary, List<Goal> goals, List<String> machines) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    Report {
        goals = List.copyOf(goals);
        machines = List.copyOf(machines);
    }

    static Report of(String revision, List<Measurement> measurements, List<Round> rounds, List<Goal> goals) {
        List<String> machines = rounds.stream()
                .filter(round -> round.revision().equals(revision))
                .map(round -> round.machine().describe())
                .distinct()
                .toList();
        return new Report(Summary.of(revision, measurements, rounds), goals, machines);
    }

    /** What is written as JSON. */
    private record Document(
            String revision, List<String> machines, List<Summary.Result> measurements, List<String> goals) {}

    void print(PrintStream out) {
        out.println();
        out.print(Table.of(summary));
        lines().forEach(out::println);
        out.println();
        machines.forEach(out::println);
        out.println("Revision " + summary.revision());
    }

    private List<String> lines() {
        return goals.stream().map(goal -> goal.line(summary)).toList();
    }

    List<Path> write(Path folder) {
        Path file = folder.resolve("results.json");
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    file,
                    JSON.writeValueAsString(new Document(summary.revision(), machines, summary.results(), lines()))
                            + "\n");
        } catch (IOException e) {
            throw new BenchmarkException("Cannot write " + file + ": " + e, e);
        }
        List<Path> files = new ArrayList<>(List.of(file));
        files.addAll(Plot.write(summary, folder));
        return files;
    }
}
