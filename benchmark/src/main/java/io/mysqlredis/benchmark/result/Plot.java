package io.mysqlredis.benchmark.result;

import io.mysqlredis.benchmark.BenchmarkException;
import io.mysqlredis.benchmark.result.Summary.Result;
import io.mysqlredis.benchmark.result.Summary.Summarized;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A summary as pictures: for each main figure all measurements that have it, with the median as a point and a line from
 * least to most.
 */
public final class Plot {

    private static final int WIDTH = 1_400;
    private static final int HEIGHT_OF_ALL = 180;
    private static final int HEIGHT_OF_ONE = 30;
    private static final int LABEL_SIZE = 13;
    private static final Color COLOR = new Color(0x1F, 0x5A, 0x96);

    private Plot() {}

    /** Writes the files and returns them. */
    public static List<Path> write(Summary summary, Path folder) {
        Map<String, List<Result>> byMainFigure = new LinkedHashMap<>();
        summary.results().stream()
                .filter(result -> !result.figures().isEmpty())
                .forEach(result -> byMainFigure
                        .computeIfAbsent(title(result.figures().get(0)), first -> new ArrayList<>())
                        .add(result));
        List<Path> files = new ArrayList<>();
        byMainFigure.forEach((title, results) -> files.add(write(title, results, folder)));
        return files;
    }

    private static String title(Summarized figure) {
        return figure.unit().isEmpty() ? figure.name() : "%s, %s".formatted(figure.name(), figure.unit());
    }

    private static Path write(String title, List<Result> results, Path folder) {
        String name = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".png";
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            BitmapEncoder.saveBitmap(chart(title, results), file.toString(), BitmapFormat.PNG);
            return file;
        } catch (IOException e) {
            throw new BenchmarkException("Cannot write " + file + ": " + e, e);
        }
    }

    static XYChart chart(String title, List<Result> results) {
        List<Result> upwards = new ArrayList<>(results);
        // The first on top, as in the table.
        Collections.reverse(upwards);
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT_OF_ALL + HEIGHT_OF_ONE * upwards.size())
                .title(title + ": median, least and most of the rounds")
                .xAxisTitle(title)
                .build();
        style(chart, upwards);
        for (int i = 0; i < upwards.size(); i++) {
            add(chart, upwards.get(i), i + 1);
        }
        return chart;
    }

    private static void style(XYChart chart, List<Result> upwards) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, LABEL_SIZE);
        chart.getStyler().setLegendVisible(false).setChartBackgroundColor(Color.WHITE);
        chart.getStyler()
                .setAxisTickLabelsFont(font)
                .setXAxisMin(0.0)
                .setYAxisTickMarkSpacingHint(HEIGHT_OF_ONE)
                .setYAxisMin(0.0)
                .setYAxisMax(upwards.size() + 1.0)
                .setXAxisDecimalPattern("#,##0.##")
                .setyAxisTickLabelsFormattingFunction(position -> label(position, upwards));
    }

    /**
     * Ticks stand where the library puts them, and those at a measurement have its name. All others look the same and
     * are not, as the library would take fewer ticks where two labels are equal.
     */
    private static String label(double position, List<Result> upwards) {
        long row = Math.round(position);
        boolean isRow = Math.abs(position - row) < 1e-6 && row >= 1 && row <= upwards.size();
        if (isRow) {
            return upwards.get((int) row - 1).name();
        }
        boolean isBetween = position > 1 && position < upwards.size();
        return " ".repeat(isBetween ? 2 + (int) position : position < 1 ? 1 : 2);
    }

    private static void add(XYChart chart, Result result, int row) {
        Spread spread = result.figures().get(0).spread();
        XYSeries range = chart.addSeries(
                result.name() + " range", new double[] {spread.min(), spread.max()}, new double[] {row, row});
        range.setMarker(SeriesMarkers.NONE)
                .setLineStyle(SeriesLines.SOLID)
                .setLineColor(COLOR)
                .setLineWidth(3);
        XYSeries median = chart.addSeries(result.name(), new double[] {spread.median()}, new double[] {row});
        median.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(COLOR);
    }
}
