package io.mysqlredis.benchmark.result;

import io.mysqlredis.benchmark.result.Summary.Result;
import io.mysqlredis.benchmark.result.Summary.Summarized;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A summary as text: a part for each section, a line for each measurement, a column for each figure. */
public final class Table {

    private static final String GAP = "  ";

    private Table() {}

    public static String of(Summary summary) {
        Map<String, List<Result>> sections = new LinkedHashMap<>();
        summary.results()
                .forEach(result -> sections.computeIfAbsent(result.section(), first -> new ArrayList<>())
                        .add(result));
        StringBuilder text = new StringBuilder();
        sections.forEach((title, results) ->
                text.append(title).append('\n').append(section(results)).append('\n'));
        return text.toString();
    }

    private static String section(List<Result> results) {
        Map<String, String> columns = new LinkedHashMap<>();
        results.stream()
                .flatMap(result -> result.figures().stream())
                .forEach(figure -> columns.putIfAbsent(figure.name(), heading(figure)));
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("", "rounds"));
        head.addAll(columns.values());
        lines.add(head);
        results.forEach(result -> lines.add(line(result, List.copyOf(columns.keySet()))));
        StringBuilder text = new StringBuilder(aligned(lines));
        results.forEach(result -> result.problems()
                .forEach(problem -> text.append("FAILED  %s, %s\n".formatted(result.name(), problem))));
        return text.toString();
    }

    private static String heading(Summarized figure) {
        return figure.unit().isEmpty() ? figure.name() : "%s [%s]".formatted(figure.name(), figure.unit());
    }

    private static List<String> line(Result result, List<String> columns) {
        List<String> line = new ArrayList<>();
        line.add(result.name());
        line.add(result.hasFailed() ? "FAILED" : Integer.toString(result.rounds()));
        columns.forEach(column -> line.add(result.figure(column)
                .map(figure -> Numbers.text(figure.spread()))
                .orElse("")));
        return line;
    }

    /** Names to the left, numbers to the right. */
    private static String aligned(List<List<String>> lines) {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder padded = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - line.get(i).length());
                padded.append(i == 0 ? line.get(i) + padding : GAP + padding + line.get(i));
            }
            text.append(padded.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
