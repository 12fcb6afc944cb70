package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.TableId;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which tables a mapping takes: a regular expression that the whole of {@code database.table} must match. */
public final class TablePattern {

    /** Every table. */
    public static final TablePattern ALL = new TablePattern(Pattern.compile(".+", Pattern.DOTALL));

    /** Names that only an expression for any name at all matches. */
    private static final String ANY_DATABASE = "q7zx_any_database";

    private static final String ANY_TABLE = "q7zx_any_table";

    private static final Pattern ONE_NAME = Pattern.compile("(?:\\w|-|\\$|\\\\\\W)+");

    private static final Pattern ONE_DATABASE = Pattern.compile("(?:\\w|-|\\$)+\\\\\\.[^|]*");

    private final Pattern pattern;

    private TablePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Reads a regular expression.
     *
     * @throws IllegalArgumentException if it is none, with where it breaks
     */
    public static TablePattern parse(String regex) {
        try {
            return new TablePattern(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "is no regular expression: " + e.getDescription() + " near position " + (e.getIndex() + 1), e);
        }
    }

    boolean matches(TableId table) {
        return pattern.matcher(table.toString()).matches();
    }

    /** Whether it names its databases, by name or form, and does not take this table from just any. */
    boolean namesDatabaseOf(TableId table) {
        return !matches(new TableId(ANY_DATABASE, table.table()));
    }

    /** Whether it names its tables, by name or form, and does not take just any of this database. */
    boolean namesTableOf(TableId table) {
        return !matches(new TableId(table.database(), ANY_TABLE));
    }

    /** Whether it is the plain name of one table. */
    boolean isOneTable() {
        return ONE_NAME.matcher(pattern.pattern()).matches();
    }

    /** Whether all its tables are in one database, which it names. */
    boolean isInOneDatabase() {
        return isOneTable() || ONE_DATABASE.matcher(pattern.pattern()).matches();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TablePattern that && pattern.pattern().equals(that.pattern.pattern());
    }

    @Override
    public int hashCode() {
        return pattern.pattern().hashCode();
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }
}
