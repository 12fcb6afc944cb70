package io.mysqlredis.pipeline;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A column as MySQL describes it: how SQL itself prints its values, and what the documentation promises for them in Redis.
 *
 * @param dataType as in {@code information_schema.COLUMNS.DATA_TYPE}
 * @param columnType the same with its length, as in {@code COLUMN_TYPE}
 */
record MySqlColumn(String name, String dataType, String columnType) {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Java's parsers take more: blanks, a closing d or f, hexadecimal digits. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?");

    /** What to select, so that MySQL and not its driver renders the value. */
    String selection() {
        return switch (dataType) {
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> quoted();
            case "bit" -> "CAST(CAST(%s AS UNSIGNED) AS CHAR)".formatted(quoted());
            case "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geomcollection" ->
                "CONCAT('SRID=', ST_SRID(%1$s), ';', ST_AsText(%1$s, 'axis-order=long-lat'))".formatted(quoted());
            // MySQL prints six digits of a FLOAT, but computes with all of them.
            case "float" -> "CAST(%s + 0e0 AS CHAR)".formatted(quoted());
            default -> "CAST(%s AS CHAR)".formatted(quoted());
        };
    }

    /** Whether {@code found} is what the value must be in Redis. */
    boolean isRenderedBy(byte[] selected, byte[] found) {
        try {
            return isSame(selected, found);
        } catch (JsonProcessingException e) {
            // What should be a JSON document is none.
            return false;
        }
    }

    private boolean isSame(byte[] selected, byte[] found) throws JsonProcessingException {
        return switch (dataType) {
            case "float" ->
                isNumber(found) && Float.compare(Float.parseFloat(text(selected)), Float.parseFloat(text(found))) == 0;
            case "double" ->
                isNumber(found)
                        && Double.compare(Double.parseDouble(text(selected)), Double.parseDouble(text(found))) == 0;
            // The order of members is no part of a JSON value.
            case "json" ->
                !hasWhiteSpaceBetweenTokens(text(found))
                        && JSON.readTree(text(selected)).equals(JSON.readTree(text(found)));
            case "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geomcollection" -> wellKnownText(text(selected)).equals(text(found));
            default -> Arrays.equals(rendered(selected), found);
        };
    }

    /** The value as a Redis key has it. */
    byte[] rendered(byte[] selected) {
        return switch (dataType) {
            case "datetime" -> utf8(isoDateTime(text(selected)));
            case "timestamp" -> utf8(isoDateTime(text(selected)) + "Z");
            case "time" -> utf8(withoutTrailingZeros(text(selected)));
            case "bit" ->
                columnType.equals("bit(1)")
                        ? utf8(Boolean.toString(text(selected).equals("1")))
                        : selected;
            default -> selected;
        };
    }

    private static boolean isNumber(byte[] found) {
        return NUMBER.matcher(text(found)).matches();
    }

    private static boolean hasWhiteSpaceBetweenTokens(String json) {
        boolean isInText = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                isInText = !isInText;
            } else if (c == '\\') {
                i++;
            } else if (!isInText && Character.isWhitespace(c)) {
                return true;
            }
        }
        return false;
    }

    /** As MySQL prints a shape, but without the SRID 0, which means none, and with blanks as other programs set them. */
    private static String wellKnownText(String text) {
        return text.replaceFirst("^SRID=0;", "")
                .replaceAll("(?<=[A-Z])\\(", " (")
                .replaceAll(",(?! )", ", ");
    }

    private String quoted() {
        return "`" + name + "`";
    }

    private static String isoDateTime(String text) {
        return withoutTrailingZeros(text.replace(' ', 'T'));
    }

    private static String withoutTrailingZeros(String text) {
        return text.indexOf('.') < 0 ? text : text.replaceFirst("\\.?0+$", "");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
