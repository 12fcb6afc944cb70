package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of a row's columns are kept, and under which names.
 *
 * @param keepsOthers whether columns that are not named are kept, as they are called
 * @param names from column to name, in the order in which they were given
 * @param leftOut columns that are not kept; a table need not have them
 */
public record ColumnSelection(boolean keepsOthers, Map<String, String> names, Set<String> leftOut) {

    /** Every column, as it is called. */
    public static final ColumnSelection ALL = new ColumnSelection(true, Map.of(), Set.of());

    /** The form that {@link #parse} takes. */
    public static final String FORM =
            "a list such as `id, total AS amount` (only these), or `*, -password, total AS amount` (all but)";

    private static final String NAME = "(?:`([^`]+)`|([^`,\\s]+))";
    private static final Pattern ITEM = Pattern.compile(
            "\\s*(?:(?<all>\\*)|(?<minus>-)?\\s*" + NAME + "(?:\\s+AS\\s+" + NAME + ")?)\\s*(?:,|$)",
            Pattern.CASE_INSENSITIVE);

    public ColumnSelection {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        leftOut = Set.copyOf(leftOut);
    }

    /**
     * Reads a list of the {@link #FORM}; a name with a comma, a space or a {@code -} at its front stands in backticks.
     *
     * @throws IllegalArgumentException if it is none, with what is wrong in it
     */
    public static ColumnSelection parse(String text) {
        boolean all = false;
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> leftOut = new LinkedHashSet<>();
        Matcher item = ITEM.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!item.find(end) || item.start() != end) {
                throw new IllegalArgumentException(
                        "cannot be read from position " + (end + 1) + "; it must be " + FORM);
            }
            end = item.end();
            if (item.group("all") != null) {
                all = true;
            } else {
                read(item, names, leftOut);
            }
        }
        check(all, names, leftOut);
        return new ColumnSelection(all, names, leftOut);
    }

    private static void read(Matcher item, Map<String, String> names, Set<String> leftOut) {
        String column = item.group(3) == null ? item.group(4) : item.group(3);
        String name = item.group(5) == null ? item.group(6) : item.group(5);
        boolean isNew;
        if (item.group("minus") == null) {
            isNew = names.putIfAbsent(column, name == null ? column : name) == null && !leftOut.contains(column);
        } else if (name == null) {
            isNew = leftOut.add(column) && !names.containsKey(column);
        } else {
            throw new IllegalArgumentException("leaves " + column + " out and renames it");
        }
        if (!isNew) {
            throw new IllegalArgumentException("has the column " + column + " twice");
        }
    }

    private static void check(boolean all, Map<String, String> names, Set<String> leftOut) {
        if (!all && !leftOut.isEmpty()) {
            throw new IllegalArgumentException("leaves columns out of nothing; begin it with *");
        }
        if (!all && names.isEmpty()) {
            throw new IllegalArgumentException("is empty; it must be " + FORM);
        }
        Set<String> taken = new HashSet<>();
        for (String name : names.values()) {
            if (!taken.add(name)) {
                throw new IllegalArgumentException("gives two columns the name " + name);
            }
        }
    }

    /** A column that is kept, and what it is called in Redis. */
    record Selected(BoundColumn column, String name) {}

    /**
     * The columns that are kept of rows of this shape, in the order of the table or, without {@code *}, of the list. One that
     * the table does not have is left out: it may be gone from the table, or be newer than the record.
     */
    List<Selected> bind(RowShape shape, String usedBy) {
        List<Selected> selected = new ArrayList<>();
        if (keepsOthers) {
            for (Column column : shape.image().asList()) {
                if (!leftOut.contains(column.name())) {
                    String name = names.getOrDefault(column.name(), column.name());
                    selected.add(new Selected(shape.imageColumn(column.name()).orElseThrow(), name));
                }
            }
        } else {
            names.forEach((column, name) ->
                    shape.imageColumn(column).ifPresent(found -> selected.add(new Selected(found, name))));
        }
        refuseTwins(selected, usedBy);
        return selected;
    }

    /** The columns that it names to keep or rename, and that rows of this shape do not have. */
    List<String> missingIn(RowShape shape) {
        return names.keySet().stream()
                .filter(column -> shape.imageColumn(column).isEmpty())
                .toList();
    }

    private static void refuseTwins(List<Selected> selected, String usedBy) {
        Set<String> taken = new HashSet<>();
        for (Selected column : selected) {
            if (!taken.add(column.name())) {
                throw new BadRecordException(usedBy + " gives a column the name " + column.name()
                        + ", which another column of the table has");
            }
        }
    }
}
