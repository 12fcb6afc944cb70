package io.mysqlredis.sink.property;

import io.mysqlredis.sink.event.Column;
import io.mysqlredis.sink.event.ColumnType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Few values for each column, so that rows meet, and among them all that templates and encodings could stumble over. */
final class Values {

    private static final Map<ColumnType, List<Object>> BY_TYPE = Map.of(
            ColumnType.BOOLEAN,
            List.of(true, false),
            ColumnType.INTEGER,
            List.of(0L, 1L, -1L, 7, (short) 12, Long.MIN_VALUE),
            ColumnType.UNSIGNED,
            List.of(0L, 1L, 7L, -1L),
            ColumnType.DOUBLE,
            List.of(0.0, 1.0, -2.5, 1e300),
            ColumnType.DECIMAL,
            List.of(new BigDecimal("1.50"), new BigDecimal("-0.25"), new BigDecimal("100.00")),
            ColumnType.DATE_DAYS,
            List.of(0, 1, 19_782, -1),
            ColumnType.JSON,
            List.of("{\"a\":[1,\" \"]}", "\"é\"", "1.10"),
            ColumnType.BYTES,
            List.of(new byte[] {}, new byte[] {0, -1}, new byte[] {':'}, new byte[] {'\\', '|'}, new byte[] {-30}),
            ColumnType.TEXT,
            List.of(
                    "",
                    "a",
                    "b",
                    ":",
                    "\\",
                    "|",
                    "a:b",
                    "b:a",
                    "a\\",
                    "\\:b",
                    "a|b",
                    "é",
                    "→",
                    "…a",
                    "😀",
                    "${pk}",
                    "*",
                    "draft",
                    "say \"x\"\n"));

    private static final Map<String, List<Object>> BY_NAME = Map.of(
            "status", List.of("draft", "paid", ""),
            "flag", List.of(0L, 1L),
            "expiry", List.of(4_999_980_000L, 6_000_000_000L),
            "longitude", List.of(13.4, new BigDecimal("-180.0"), 0.0),
            "latitude", List.of(52.5, new BigDecimal("-85.0"), 0.0),
            // What a score can hold.
            "score", List.of(0, 1, 19_782, -1));

    private Values() {}

    /** NULL at times, unless the column is one of the key. */
    static Object pick(Column column, boolean isInKey, Random random) {
        if (!isInKey && random.nextInt(5) == 0) {
            return null;
        }
        List<Object> values = BY_NAME.getOrDefault(column.name(), BY_TYPE.get(column.type()));
        Object value = values.get(random.nextInt(values.size()));
        return switch (column.name()) {
            case "longitude", "latitude", "score" -> cast(column.type(), value);
            default -> value;
        };
    }

    private static Object cast(ColumnType type, Object value) {
        String digits = value.toString();
        return switch (type) {
            case DOUBLE -> Double.valueOf(digits);
            case DECIMAL -> new BigDecimal(digits);
            case BOOLEAN -> !digits.equals("0");
            default -> value;
        };
    }
}
