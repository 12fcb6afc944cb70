package io.mysqlredis.endtoend.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which series, with which labels, the shipped rules of the JMX exporter can make. */
record ExporterRules(List<Rule> rules) {

    private static final Pattern REFERENCE = Pattern.compile("\\$(\\d)");
    private static final String ANY = "[a-z0-9_]+";

    ExporterRules {
        rules = List.copyOf(rules);
    }

    /** One rule: the names that it can give, and its labels. */
    record Rule(Pattern names, Set<String> labels) {}

    static ExporterRules shipped() {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode rule : Shipped.yaml("jmx-exporter.yml").required("rules")) {
            Set<String> labels = new HashSet<>();
            rule.path("labels").fieldNames().forEachRemaining(labels::add);
            rules.add(new Rule(
                    names(
                            rule.required("name").asText(),
                            groups(rule.required("pattern").asText())),
                    labels));
        }
        return new ExporterRules(rules);
    }

    /** The labels of each rule that makes a series of this name. */
    List<Set<String>> labels(String series) {
        return rules.stream()
                .filter(rule -> rule.names().matcher(series).matches())
                .map(Rule::labels)
                .toList();
    }

    /** The exporter writes a dash of an attribute's name as an underscore. */
    private static Pattern names(String name, List<String> groups) {
        Matcher reference = REFERENCE.matcher(name);
        return Pattern.compile(reference.replaceAll(match -> Matcher.quoteReplacement("(?:"
                + groups.get(Integer.parseInt(match.group(1)) - 1)
                        .replace('-', '_')
                        .replace(".+?", ANY)
                        .replace(".+", ANY)
                + ")")));
    }

    /** What stands between the parentheses that capture, by the order in which they open. */
    private static List<String> groups(String regex) {
        List<String> groups = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        Deque<Integer> numbers = new ArrayDeque<>();
        for (int i = 0; i < regex.length(); i++) {
            switch (regex.charAt(i)) {
                case '\\' -> i++;
                case '(' -> {
                    boolean captures = regex.charAt(i + 1) != '?';
                    open.push(i + 1);
                    numbers.push(captures ? groups.size() : -1);
                    if (captures) {
                        groups.add("");
                    }
                }
                case ')' -> {
                    int begin = open.pop();
                    int number = numbers.pop();
                    if (number >= 0) {
                        groups.set(number, regex.substring(begin, i));
                    }
                }
                default -> {}
            }
        }
        return groups;
    }
}
