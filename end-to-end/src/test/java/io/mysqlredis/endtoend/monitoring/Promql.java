package io.mysqlredis.endtoend.monitoring;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PromQL expression, as far as it tells which series it reads and which labels it expects of them. */
record Promql(String text) {

    private static final int GROUPING = 1;
    private static final int SERIES = 2;
    private static final int MATCHERS = 3;

    /** Ranges, texts, numbers and durations, groupings, operators, functions; what is left are series. */
    private static final Pattern TOKEN = Pattern.compile("\\[[^]]*]|\"[^\"]*\"|\\b\\d[\\w.]*"
            + "|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)"
            + "|\\b(?:and|or|unless|offset|bool)\\b"
            + "|\\b\\w+(?=\\s*\\(|\\s+(?:by|without)\\b)"
            + "|([a-zA-Z_:][\\w:]*)(?:\\{([^}]*)})?");

    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern LABEL = Pattern.compile("\\w+");

    Promql {
        Objects.requireNonNull(text, "text");
    }

    /** A series that is read, and the labels that choose among those of its name. */
    record Selector(String series, Set<String> labels) {}

    List<Selector> selectors() {
        return tokens().stream()
                .filter(token -> token.group(SERIES) != null)
                .map(token -> new Selector(token.group(SERIES), labels(MATCHER, token.group(MATCHERS), 1)))
                .toList();
    }

    /** The labels by which series are joined, or summed up. */
    Set<String> groupings() {
        Set<String> labels = new HashSet<>();
        tokens().forEach(token -> labels.addAll(labels(LABEL, token.group(GROUPING), 0)));
        return labels;
    }

    private List<MatchResult> tokens() {
        return TOKEN.matcher(text).results().toList();
    }

    private static Set<String> labels(Pattern pattern, String in, int group) {
        Set<String> labels = new HashSet<>();
        Matcher matcher = pattern.matcher(in == null ? "" : in);
        while (matcher.find()) {
            labels.add(matcher.group(group));
        }
        return labels;
    }
}
