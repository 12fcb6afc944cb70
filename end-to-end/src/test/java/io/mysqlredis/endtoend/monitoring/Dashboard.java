package io.mysqlredis.endtoend.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The shipped dashboard, with the queries that Grafana makes of it while every variable stands at All. */
public record Dashboard(JsonNode json) {

    private static final String ALL = ".*";

    /** As Grafana names the column that no label is. */
    private static final String VALUE = "Value";

    /** Grafana's own: four scrapes, which is the shortest, and the time shown. */
    private static final Map<String, String> BUILT_IN = Map.of("__rate_interval", "20s", "__range", "30m");

    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");
    private static final Pattern VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");
    private static final Pattern IN_LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

    /** What is asked of Prometheus for one line, table or variable, and the labels that are shown of the answer. */
    public record Query(String of, Set<String> labels, String expression) {

        @Override
        public String toString() {
            return of;
        }
    }

    public static Dashboard shipped() {
        return new Dashboard(Shipped.json("grafana/dashboards/pipeline.json"));
    }

    /** All but the rows. */
    List<JsonNode> panels() {
        List<JsonNode> panels = new ArrayList<>();
        json.required("panels").forEach(panels::add);
        panels.removeIf(panel -> panel.required("type").asText().equals("row"));
        return panels;
    }

    /** Those that take their values from Prometheus. */
    private List<JsonNode> variables() {
        List<JsonNode> variables = new ArrayList<>();
        json.required("templating").required("list").forEach(variables::add);
        variables.removeIf(variable -> !variable.required("type").asText().equals("query"));
        return variables;
    }

    /** Every query of every panel and variable. */
    public List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : panels()) {
            for (JsonNode target : panel.required("targets")) {
                queries.add(new Query(
                        panel.required("title").asText() + " "
                                + target.required("refId").asText(),
                        shown(panel, target),
                        filled(target.required("expr").asText())));
            }
        }
        variables().forEach(variable -> queries.add(values(variable)));
        return queries;
    }

    /** The first query of the panel with this title. */
    public String expression(String title) {
        return queries().stream()
                .filter(query -> query.of().equals(title + " A"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The dashboard has no panel " + title))
                .expression();
    }

    /** The labels of a target's legend, and those that are columns of its table. */
    private static Set<String> shown(JsonNode panel, JsonNode target) {
        Set<String> labels = new HashSet<>();
        IN_LEGEND
                .matcher(target.required("legendFormat").asText())
                .results()
                .forEach(match -> labels.add(match.group(1)));
        panel.at("/transformations/0/options/include/names").forEach(name -> labels.add(name.asText()));
        labels.remove(VALUE);
        return labels;
    }

    private Query values(JsonNode variable) {
        String name = variable.required("name").asText();
        String query = variable.required("query").required("query").asText();
        Matcher values = VALUES.matcher(query);
        if (!values.matches()) {
            throw new IllegalStateException("The variable " + name + " has no query label_values(series, label)");
        }
        return new Query(
                "$" + name,
                Set.of(values.group(2)),
                filled("count by (%s) (%s)".formatted(values.group(2), values.group(1))));
    }

    private String filled(String expression) {
        Set<String> names = variables().stream()
                .map(variable -> variable.required("name").asText())
                .collect(Collectors.toSet());
        return VARIABLE.matcher(expression).replaceAll(match -> {
            String name = match.group(1);
            if (!names.contains(name) && !BUILT_IN.containsKey(name)) {
                throw new IllegalStateException("No variable $" + name + " for " + expression);
            }
            return BUILT_IN.getOrDefault(name, ALL);
        });
    }
}
