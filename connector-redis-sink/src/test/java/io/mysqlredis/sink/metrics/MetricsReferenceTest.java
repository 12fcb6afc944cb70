package io.mysqlredis.sink.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables in {@code docs/metrics.md} are what the code says; {@code -DwriteReference=true} writes them anew. */
class MetricsReferenceTest {

    private static final Path REFERENCE = Path.of("..", "docs", "metrics.md");
    private static final String BEGIN = "<!-- generated: %s -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void theReferenceIsUpToDate() throws IOException {
        String page = Files.readString(REFERENCE);
        String upToDate = with(Metric.Scope.TABLE, with(Metric.Scope.TASK, page));
        if (Boolean.getBoolean("writeReference")) {
            Files.writeString(REFERENCE, upToDate);
        }

        assertThat(Files.readString(REFERENCE))
                .as("docs/metrics.md; mvn test -pl connector-redis-sink -Dtest=MetricsReferenceTest"
                        + " -DwriteReference=true writes it anew")
                .isEqualTo(upToDate);
    }

    @Test
    void thePageTellsTheLimitsThatTheCodeHas() throws IOException {
        assertThat(Files.readString(REFERENCE))
                .contains("the first " + Tables.MAX + " tables")
                .contains("at most " + SlidingWindow.MAX_BYTES / 1_000 + " KB");
    }

    @Test
    void thePageNamesTheVersionOfTheExporterThatIsTested() throws IOException {
        String version =
                Files.readString(Path.of("..", "pom.xml")).replaceAll("(?s).*<jmx-exporter.version>([^<]+)</.*", "$1");

        assertThat(Files.readString(REFERENCE))
                .contains("version " + version + ",")
                .contains("jmx_prometheus_javaagent-" + version + ".jar");
    }

    @Test
    void everyMetricIsDocumentedUnderItsOwnNames() {
        assertThat(Metric.values()).allSatisfy(metric -> {
            assertThat(metric.attribute()).matches("[a-z0-9]+(-[a-z0-9]+)*");
            assertThat(metric.series()).matches("redis_sink(_[a-z0-9]+)+(\\{[a-z]+(=\"[0-9.]+\")?})?");
            assertThat(metric.meaning()).matches("(?s)\\S.*[.]").doesNotContain("|");
        });
        assertThat(Arrays.stream(Metric.values()).map(Metric::series)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Metric.values()).map(metric -> metric.scope() + metric.attribute()))
                .doesNotHaveDuplicates();
    }

    @Test
    void namesTellUnitsAndWhatOnlyGrows() {
        assertThat(Metric.values()).allSatisfy(metric -> {
            String series = metric.series().replaceAll("\\{.*", "");
            assertThat(series.endsWith("_total")).isEqualTo(metric.attribute().endsWith("-total"));
            assertThat(metric.unit().startsWith("ms"))
                    .isEqualTo(metric.attribute().matches(".*-ms(-total)?"));
            assertThat(series.matches(".*_seconds(_total)?"))
                    .isEqualTo(metric.unit().startsWith("ms"));
        });
    }

    private static String with(Metric.Scope scope, String page) {
        String begin = BEGIN.formatted(scope.name().toLowerCase(Locale.ROOT));
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf(END, from);
        assertThat(List.of(page.indexOf(begin), to)).as(begin).allMatch(index -> index >= 0);
        return page.substring(0, from) + table(scope) + page.substring(to);
    }

    private static String table(Metric.Scope scope) {
        return Arrays.stream(Metric.values())
                .filter(metric -> metric.scope() == scope)
                .map(metric -> "| `%s` | %s | `%s` | %s |\n"
                        .formatted(metric.attribute(), metric.unit(), metric.series(), metric.meaning()))
                .collect(Collectors.joining(
                        "",
                        "\n| attribute | unit | series in Prometheus | meaning |\n| --- | --- | --- | --- |\n",
                        "\n"));
    }
}
