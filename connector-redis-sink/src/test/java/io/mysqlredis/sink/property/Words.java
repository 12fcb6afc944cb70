package io.mysqlredis.sink.property;

import io.mysqlredis.sink.event.ColumnType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Base64;

/** How documentation says that values are written, by code of its own. */
final class Words {

    private Words() {}

    static String text(ColumnType type, Object value) {
        return switch (type) {
            case BYTES -> Octets.of((byte[]) value);
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case UNSIGNED -> Long.toUnsignedString((Long) value);
            case DATE_DAYS -> LocalDate.ofEpochDay((Integer) value).toString();
            case BOOLEAN, INTEGER, DOUBLE, TEXT, JSON -> Octets.utf8(value.toString());
            default -> throw new AssertionError("No table here has a column of " + type);
        };
    }

    static String json(ColumnType type, Object value) {
        return switch (type) {
            case BYTES -> '"' + Base64.getEncoder().encodeToString((byte[]) value) + '"';
            case TEXT ->
                '"'
                        + text(type, value)
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n")
                        + '"';
            case DECIMAL, DATE_DAYS -> '"' + text(type, value) + '"';
            default -> text(type, value);
        };
    }

    static double number(ColumnType type, Object value) {
        return switch (type) {
            case BOOLEAN -> (Boolean) value ? 1 : 0;
            case DATE_DAYS -> ((Integer) value) * 86_400_000.0;
            default -> ((Number) value).doubleValue();
        };
    }
}
