package io.mysqlredis.endtoend.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** One of the shipped alerts. */
public record AlertRule(String name, String expression, String severity, String summary, String runbook) {

    /** All of {@code monitoring/alerts.yml}. */
    public static List<AlertRule> shipped() {
        List<AlertRule> alerts = new ArrayList<>();
        for (JsonNode group : Shipped.yaml("alerts.yml").required("groups")) {
            for (JsonNode rule : group.required("rules")) {
                alerts.add(new AlertRule(
                        rule.required("alert").asText(),
                        rule.required("expr").asText(),
                        rule.required("labels").required("severity").asText(),
                        rule.required("annotations").required("summary").asText(),
                        rule.required("annotations").required("runbook").asText()));
            }
        }
        return alerts;
    }

    @Override
    public String toString() {
        return name;
    }
}
