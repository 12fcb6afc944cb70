package io.mysqlredis.endtoend;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/**
 * A column with a value, and what each must become of it in Redis.
 *
 * @param definition the column's type and attributes in SQL
 * @param literal the value in SQL
 * @param expected what every way to Redis leads to, but for those that {@code exceptions} has
 */
record TypeCase(String definition, String literal, Landed expected, Map<Way, Landed> exceptions) {

    private static final int MAX_SHOWN = 60;

    TypeCase {
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(literal, "literal");
        Objects.requireNonNull(expected, "expected");
        exceptions = Map.copyOf(exceptions);
    }

    /** How a value comes to Redis, each in rows of its own. */
    enum Way {
        SNAPSHOT(1),
        INSERT(2),
        UPDATE(3),
        /** Into a table that is younger than the source, which knows it by its {@code CREATE TABLE}. */
        INSERT_INTO_NEW_TABLE(4);

        private final int row;

        Way(int row) {
            this.row = row;
        }

        int row() {
            return row;
        }

        /** The row that is nothing but NULLs. */
        int rowOfNulls() {
            return row + 10;
        }
    }

    /**
     * A value in Redis.
     *
     * @param field the bytes of the hash's field as ISO 8859-1 has them, which shows each byte; null if there is none
     * @param json the value in the document
     */
    record Landed(String field, String json) {

        static Landed of(byte[] field, String json) {
            return new Landed(field == null ? null : new String(field, StandardCharsets.ISO_8859_1), json);
        }

        static Landed of(String field, String json) {
            return of(field.getBytes(StandardCharsets.UTF_8), json);
        }
    }

    static final Landed NULL = new Landed(null, "null");

    static TypeCase both(String definition, String literal, String field, String json) {
        return new TypeCase(definition, literal, Landed.of(field, json), Map.of());
    }

    /** The same in the hash and in the document, as numbers are. */
    static TypeCase bare(String definition, String literal, String text) {
        return both(definition, literal, text, text);
    }

    /** The same, in the document as a string. */
    static TypeCase quoted(String definition, String literal, String text) {
        return both(definition, literal, text, '"' + text + '"');
    }

    /** In the hash these bytes, in the document their base64. */
    static TypeCase bytes(String definition, String literal, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        String base64 = '"' + Base64.getEncoder().encodeToString(bytes) + '"';
        return new TypeCase(definition, literal, Landed.of(bytes, base64), Map.of());
    }

    static TypeCase asNull(String definition, String literal) {
        return new TypeCase(definition, literal, NULL, Map.of());
    }

    /** What it is by some ways, as the source itself has changed it there: that is documented. */
    TypeCase but(TypeCase other, Way... ways) {
        Map<Way, Landed> all = new EnumMap<>(Way.class);
        all.putAll(exceptions);
        for (Way way : ways) {
            all.put(way, other.expected);
        }
        return new TypeCase(definition, literal, expected, all);
    }

    TypeCase butFromBinlog(TypeCase other) {
        return but(other, Way.INSERT, Way.UPDATE, Way.INSERT_INTO_NEW_TABLE);
    }

    Landed expected(Way way) {
        return exceptions.getOrDefault(way, expected);
    }

    boolean isNullable() {
        return !definition.contains("NOT NULL") && !isGenerated();
    }

    boolean isGenerated() {
        return definition.contains(" AS (");
    }

    @Override
    public String toString() {
        String shown = definition + " of " + literal;
        return shown.length() > MAX_SHOWN ? shown.substring(0, MAX_SHOWN) + "…" : shown;
    }
}
