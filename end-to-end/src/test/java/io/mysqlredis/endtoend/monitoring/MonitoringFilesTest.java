package io.mysqlredis.endtoend.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of the folder monitoring agree with each other, with the exporter's rules, and with the runbook. */
class MonitoringFilesTest {

    private static final Path OPERATIONS = Shipped.CHECKOUT.resolve("docs/operations.md");
    private static final Pattern SECTION = Pattern.compile("(?s)\n## Alerts\n(.*?)(?=\n## |\\z)");
    private static final Pattern RUNBOOK = Pattern.compile("(?s)\n### (\\w+)\n(.*?)(?=\n### |\\z)");
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

    private final ExporterRules exporter = ExporterRules.shipped();

    static List<AlertRule> alerts() {
        return AlertRule.shipped();
    }

    static Stream<String> expressions() {
        return Stream.concat(
                AlertRule.shipped().stream().map(AlertRule::expression),
                Dashboard.shipped().queries().stream().map(Dashboard.Query::expression));
    }

    static Stream<Named<JsonNode>> panels() {
        return Dashboard.shipped().panels().stream()
                .map(panel -> Named.of(panel.required("title").asText(), panel));
    }

    @Test
    void everyAlertHasALineInTheRunbookAndEveryLineItsAlert() throws IOException {
        assertThat(runbook().keySet())
                .hasSizeGreaterThan(10)
                .containsExactlyInAnyOrderElementsOf(
                        alerts().stream().map(AlertRule::name).toList());
        assertThat(runbook().values())
                .allSatisfy(text -> assertThat(text).containsSubsequence("**Means:** ", "**Look at:** ", "**Do:** "));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertSaysWhatIsWrongHowBadItIsAndWhereToReadOn(AlertRule alert) {
        assertThat(alert.summary()).isNotBlank();
        assertThat(alert.severity()).isIn("critical", "warning");
        assertThat(alert.runbook())
                .isEqualTo("docs/operations.md#" + alert.name().toLowerCase(Locale.ROOT));
    }

    @Test
    void everyAlertIsTriedByPromtool() {
        Set<String> tried = new HashSet<>();
        for (JsonNode test : Shipped.yaml("alerts-test.yml").required("tests")) {
            for (JsonNode expected : test.required("alert_rule_test")) {
                if (!expected.required("exp_alerts").isEmpty()) {
                    tried.add(expected.required("alertname").asText());
                }
            }
        }
        assertThat(tried)
                .containsExactlyInAnyOrderElementsOf(
                        alerts().stream().map(AlertRule::name).toList());
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void anExpressionUsesOnlySeriesAndLabelsThatTheExporterMakes(String expression) {
        Promql promql = new Promql(expression);
        Set<String> labels = new HashSet<>(OF_PROMETHEUS);

        assertThat(promql.selectors()).isNotEmpty();
        for (Promql.Selector selector : promql.selectors()) {
            if (selector.series().equals("up")) {
                assertThat(OF_PROMETHEUS).containsAll(selector.labels());
                continue;
            }
            assertThat(exporter.labels(selector.series()))
                    .as(selector.series())
                    .isNotEmpty()
                    .anySatisfy(made -> assertThat(made).containsAll(selector.labels()));
            exporter.labels(selector.series()).forEach(labels::addAll);
        }
        assertThat(labels).containsAll(promql.groupings());
    }

    @ParameterizedTest
    @MethodSource("panels")
    void aPanelSaysInASentenceWhatItMeansAndHasAUnit(JsonNode panel) {
        assertThat(panel.required("title").asText()).isNotBlank();
        assertThat(panel.required("description").asText()).matches("[A-Z][^\\n]{40,}\\.");
        assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
        assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
        assertThat(panel.required("targets")).isNotEmpty();
    }

    @Test
    void panelsAreApartFromEachOther() {
        List<Rectangle> places = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : Dashboard.shipped().json().required("panels")) {
            JsonNode at = panel.required("gridPos");
            Rectangle place = new Rectangle(
                    at.required("x").asInt(),
                    at.required("y").asInt(),
                    at.required("w").asInt(),
                    at.required("h").asInt());
            assertThat(place.getMaxX()).isLessThanOrEqualTo(24);
            assertThat(places).noneMatch(place::intersects);
            assertThat(ids.add(panel.required("id").asInt())).isTrue();
            places.add(place);
        }
        assertThat(places).hasSizeGreaterThan(30);
    }

    @Test
    void theDashboardAsksTheProvisionedPrometheus() {
        JsonNode variable = Dashboard.shipped().json().at("/templating/list/0");
        JsonNode datasource =
                Shipped.yaml("grafana/provisioning/datasources/prometheus.yml").at("/datasources/0");

        assertThat(variable.required("name").asText()).isEqualTo("datasource");
        assertThat(variable.at("/current/value").asText())
                .isEqualTo(datasource.required("uid").asText());
        assertThat(datasource.required("url").asText()).isEqualTo("http://prometheus:9090");
    }

    @Test
    void grafanaAndPrometheusFindTheirFilesInTheContainers() {
        JsonNode services = Shipped.compose().required("services");
        Path dashboards = inCheckout(
                services.required("grafana"),
                Shipped.yaml("grafana/provisioning/dashboards/dashboards.yml")
                        .at("/providers/0/options/path")
                        .asText());
        Path home = inCheckout(
                services.required("grafana"),
                services.at("/grafana/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
                        .asText());
        Path rules = inCheckout(services.required("prometheus"), "/etc/prometheus")
                .resolve(Shipped.yaml("prometheus.yml").at("/rule_files/0").asText());

        assertThat(dashboards).isDirectoryContaining("glob:**/pipeline.json");
        assertThat(home).isRegularFile().hasParent(dashboards);
        assertThat(rules).isRegularFile().hasFileName("alerts.yml");
    }

    /** Where a file of a container is in this checkout, by the folders that the service mounts. */
    private static Path inCheckout(JsonNode service, String file) {
        for (JsonNode volume : service.required("volumes")) {
            String[] parts = volume.asText().split(":", -1);
            if (parts[0].startsWith("./") && Path.of(file).startsWith(parts[1])) {
                return Shipped.CHECKOUT
                        .resolve(parts[0].substring(2))
                        .resolve(Path.of(parts[1]).relativize(Path.of(file)));
            }
        }
        throw new AssertionError("Nothing is mounted where " + file + " should be");
    }

    private static Map<String, String> runbook() throws IOException {
        return SECTION.matcher(Files.readString(OPERATIONS))
                .results()
                .flatMap(section -> RUNBOOK.matcher(section.group(1)).results())
                .collect(Collectors.toMap(
                        line -> line.group(1), line -> line.group(2), (one, other) -> one + other, TreeMap::new));
    }
}
