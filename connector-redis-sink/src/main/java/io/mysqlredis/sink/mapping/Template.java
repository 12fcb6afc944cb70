package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.event.TableId;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places for values, such as {@code order:${id}}, that two different lists of values never make the same.
 *
 * <p>A value gets a {@code \} before each {@code \} in it and before each character that could be taken for the text that
 * follows the value; a value at the end stands as it is.
 */
public final class Template {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    /** For a column that is called like one of the three names with a meaning of their own. */
    private static final String COLUMN_PREFIX = "row.";

    static final byte KEY_DELIMITER = ':';

    private final String text;
    private final List<Part> parts;

    private Template(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
    }

    /** A piece of a template. */
    sealed interface Part {

        record Literal(String text) implements Part {}

        record Table() implements Part {}

        record Database() implements Part {}

        record PrimaryKey() implements Part {}

        record ColumnValue(String name) implements Part {}
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it is none, with what is wrong in it
     */
    public static Template parse(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int end = 0;
        while (placeholder.find()) {
            if (placeholder.start() > end) {
                parts.add(literal(text.substring(end, placeholder.start()), end));
            } else if (end > 0) {
                throw new IllegalArgumentException("has two values side by side before position " + placeholder.end()
                        + "; put a delimiter such as : between them, or two rows could share an entry");
            }
            parts.add(placeholder(placeholder.group(1)));
            end = placeholder.end();
        }
        if (end < text.length()) {
            parts.add(literal(text.substring(end), end));
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("is empty");
        }
        return new Template(text, List.copyOf(parts));
    }

    private static Part literal(String text, int start) {
        if (text.contains("${")) {
            throw new IllegalArgumentException("has a ${ without its }");
        }
        if (start > 0 && text.startsWith("\\")) {
            throw new IllegalArgumentException("has a \\ after the value that ends at position " + start
                    + ", where it could be taken for a mark within the value; put another delimiter there");
        }
        return new Part.Literal(text);
    }

    private static Part placeholder(String name) {
        if (!name.equals(name.strip()) || name.contains("`")) {
            throw new IllegalArgumentException("has ${" + name
                    + "}; between ${ and } stands the column's name alone, without" + " blanks around it or backticks");
        }
        return switch (name) {
            case "" ->
                throw new IllegalArgumentException("has a ${} without a name; name a column, or table, database or pk");
            case "table" -> new Part.Table();
            case "database" -> new Part.Database();
            case "pk" -> new Part.PrimaryKey();
            default ->
                new Part.ColumnValue(name.startsWith(COLUMN_PREFIX) ? name.substring(COLUMN_PREFIX.length()) : name);
        };
    }

    /** Whether it holds a value of the row; if not, all rows of a table have the same text. */
    public boolean usesRow() {
        return parts.stream().anyMatch(part -> part instanceof Part.ColumnValue || part instanceof Part.PrimaryKey);
    }

    public boolean namesTable() {
        return parts.contains(new Part.Table());
    }

    public boolean namesDatabase() {
        return parts.contains(new Part.Database());
    }

    /** Whether one value of the other could make the text that some value makes of this. */
    boolean hasFormOf(Template other) {
        return form().equals(other.form());
    }

    private List<Part> form() {
        Part anyValue = new Part.PrimaryKey();
        return parts.stream()
                .map(part -> part instanceof Part.ColumnValue ? anyValue : part)
                .toList();
    }

    /** Whether its values all come from the record's key. */
    boolean isWithin(Columns key) {
        return parts.stream()
                .allMatch(part -> !(part instanceof Part.ColumnValue column) || key.indexOf(column.name()) >= 0);
    }

    /** Whether it holds the value of this column of the key. */
    boolean covers(String keyColumn) {
        return parts.contains(new Part.PrimaryKey()) || parts.contains(new Part.ColumnValue(keyColumn));
    }

    BoundTemplate bind(RowShape shape, String usedBy, ValueRendering rendering) {
        BoundTemplate.Builder bound = new BoundTemplate.Builder(rendering);
        for (int i = 0; i < parts.size(); i++) {
            int next = escaped(i);
            Part part = parts.get(i);
            if (part instanceof Part.Literal literal) {
                bound.literal(literal.text());
            } else if (part instanceof Part.ColumnValue column) {
                bound.value(shape.column(column.name(), usedBy), next);
            } else if (part instanceof Part.PrimaryKey) {
                bindPrimaryKey(shape, bound, next);
            } else {
                bound.name(name(part, shape.table()), next);
            }
        }
        return bound.build();
    }

    private static void bindPrimaryKey(RowShape shape, BoundTemplate.Builder bound, int next) {
        int last = shape.key().size() - 1;
        for (int i = 0; i <= last; i++) {
            bound.value(new BoundColumn(true, i, shape.key().at(i)), i < last ? KEY_DELIMITER : next);
            if (i < last) {
                bound.literal(":");
            }
        }
    }

    static String name(Part tableOrDatabase, TableId table) {
        return tableOrDatabase instanceof Part.Table ? table.table() : table.database();
    }

    /** The byte that ends the value at this place, and so must not stand in it unmarked; -1 where nothing follows. */
    int escaped(int index) {
        if (index + 1 == parts.size()) {
            return BoundTemplate.NOTHING;
        }
        // Values do not stand side by side, so what follows one is a literal.
        return parts.get(index + 1) instanceof Part.Literal next
                ? next.text().getBytes(StandardCharsets.UTF_8)[0]
                : BoundTemplate.NOTHING;
    }

    List<Part> parts() {
        return parts;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Template that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }
}
