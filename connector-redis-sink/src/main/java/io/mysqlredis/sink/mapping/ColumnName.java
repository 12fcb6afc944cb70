package io.mysqlredis.sink.mapping;

/** A column's name where a setting holds nothing else. */
public final class ColumnName {

    private ColumnName() {}

    /**
     * Takes off the backticks that a name may stand in.
     *
     * @throws IllegalArgumentException if it is empty, or looks like a template
     */
    public static String parse(String text) {
        String name = text.strip();
        if (name.startsWith("${")) {
            throw new IllegalArgumentException("must be the name of a column, without ${ and }");
        }
        if (name.length() > 1 && name.startsWith("`") && name.endsWith("`")) {
            name = name.substring(1, name.length() - 1);
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("must be the name of a column");
        }
        return name;
    }
}
