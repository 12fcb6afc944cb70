package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.Bytes;
import io.mysqlredis.sink.command.KeyPattern;
import io.mysqlredis.sink.event.ColumnType;
import io.mysqlredis.sink.event.Columns;
import io.mysqlredis.sink.event.TableId;
import io.mysqlredis.sink.mapping.Template.Part;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the keys that a template can have made of the rows of one table. */
final class KeyPatterns {

    private static final Set<ColumnType> WHOLE_NUMBERS =
            Set.of(ColumnType.INTEGER, ColumnType.UNSIGNED, ColumnType.BITS, ColumnType.YEAR);

    private static final Pattern GLOB_CHARACTER = Pattern.compile("[*?\\[\\]^\\\\]");

    /** Before its last one; a truncate does not tell which columns the key has. */
    private static final String MAX_OTHER_KEY_COLUMNS = "{0,15}";

    private KeyPatterns() {}

    static KeyPattern of(Template template, TableId table, Columns columns, String redisType) {
        ByteArrayOutputStream glob = new ByteArrayOutputStream();
        StringBuilder exact = new StringBuilder();
        for (int i = 0; i < template.parts().size(); i++) {
            Part part = template.parts().get(i);
            if (isValue(part)) {
                glob.write('*');
                exact.append(values(part, columns, template.escaped(i)));
            } else {
                byte[] fixed = fixed(part, table, template.escaped(i));
                glob.writeBytes(globQuoted(fixed));
                exact.append(Pattern.quote(latin1(fixed)));
            }
        }
        return new KeyPattern(
                Bytes.of(glob.toByteArray()), Pattern.compile(exact.toString(), Pattern.DOTALL), redisType);
    }

    /** Whether keys of any text at all are of its form. */
    static boolean areAll(Template template) {
        return template.parts().stream().allMatch(KeyPatterns::isValue);
    }

    /**
     * Whether the fixed texts at their fronts leave it open that the one makes a key of this table that the other makes of
     * another table.
     */
    static boolean mayMeet(Template ofThis, Template ofAnother, TableId table) {
        String front = front(ofThis, table);
        String other = front(ofAnother, table);
        return !ofAnother.namesTable() && (front.startsWith(other) || other.startsWith(front));
    }

    private static String front(Template template, TableId table) {
        StringBuilder front = new StringBuilder();
        for (int i = 0; i < template.parts().size(); i++) {
            Part part = template.parts().get(i);
            if (isValue(part)) {
                break;
            }
            front.append(latin1(fixed(part, table, template.escaped(i))));
        }
        return front.toString();
    }

    private static boolean isValue(Part part) {
        return part instanceof Part.ColumnValue || part instanceof Part.PrimaryKey;
    }

    private static byte[] fixed(Part part, TableId table, int escaped) {
        return part instanceof Part.Literal literal
                ? literal.text().getBytes(StandardCharsets.UTF_8)
                : BoundTemplate.escape(Template.name(part, table).getBytes(StandardCharsets.UTF_8), escaped);
    }

    /** What a value can look like: digits where it is a whole number, else anything that does not end it. */
    private static String values(Part part, Columns columns, int escaped) {
        int index = part instanceof Part.ColumnValue column ? columns.indexOf(column.name()) : -1;
        if (index >= 0 && WHOLE_NUMBERS.contains(columns.at(index).type())) {
            return "-?[0-9]+";
        }
        if (escaped == BoundTemplate.NOTHING) {
            return ".*";
        }
        return part instanceof Part.PrimaryKey
                ? "(?:" + endingWith(Template.KEY_DELIMITER) + ":)" + MAX_OTHER_KEY_COLUMNS + endingWith((byte) escaped)
                : endingWith((byte) escaped);
    }

    /** Possessive, since Java's other loops over a choice overflow the stack at a long value. */
    private static String endingWith(byte escaped) {
        String end = latin1(new byte[] {escaped});
        return "(?:\\\\.|[^\\\\" + (end.matches("[\\[\\]^&\\-\\\\]") ? "\\" + end : end) + "])*+";
    }

    private static byte[] globQuoted(byte[] fixed) {
        return GLOB_CHARACTER.matcher(latin1(fixed)).replaceAll("\\\\$0").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
