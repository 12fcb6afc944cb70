package io.mysqlredis.sink.rendering;

import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.Geometry;
import java.math.BigDecimal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A shape as well-known text, {@code SRID=4326;POINT (13.4 52.5)}: x before y, all digits of each coordinate, never
 * scientific. Bytes that are not exactly one of MySQL's shapes are refused, not mended.
 */
final class WellKnownText {

    private static final String[] NAMES = {
        "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION"
    };

    private static final int POINT = 1;
    private static final int LINESTRING = 2;
    private static final int POLYGON = 3;
    private static final int GEOMETRYCOLLECTION = 7;

    /** Each of the types 4 to 6 holds shapes of the type that is less by this. */
    private static final int MULTI = 3;

    /** Collections within collections; far more of them would end the stack. */
    private static final int MAX_DEPTH = 500;

    /** Below it, each double that is a whole number is one exactly. */
    private static final double MAX_WHOLE = 1L << 53;

    private final ByteBuffer wkb;
    private final StringBuilder text = new StringBuilder();

    private WellKnownText(ByteBuffer wkb) {
        this.wkb = wkb;
    }

    static String of(Geometry geometry) {
        WellKnownText writer = new WellKnownText(ByteBuffer.wrap(geometry.wkb()));
        if (geometry.srid() != 0) {
            writer.text
                    .append("SRID=")
                    .append(Integer.toUnsignedString(geometry.srid()))
                    .append(';');
        }
        try {
            writer.shape(0);
        } catch (BufferUnderflowException e) {
            throw malformed();
        }
        if (writer.wkb.hasRemaining()) {
            throw malformed();
        }
        return writer.text.toString();
    }

    private void shape(int depth) {
        int type = type();
        if (type < POINT || type > GEOMETRYCOLLECTION || depth > MAX_DEPTH) {
            throw malformed();
        }
        text.append(NAMES[type - 1]).append(' ');
        body(type, depth);
    }

    private void body(int type, int depth) {
        switch (type) {
            case POINT -> {
                text.append('(');
                position();
                text.append(')');
            }
            case LINESTRING -> list(this::position);
            case POLYGON -> list(() -> list(this::position));
            case GEOMETRYCOLLECTION -> list(() -> shape(depth + 1));
            default -> list(() -> member(type - MULTI, depth));
        }
    }

    private void member(int type, int depth) {
        if (type() != type) {
            throw malformed();
        }
        body(type, depth);
    }

    private void list(Runnable element) {
        int count = wkb.getInt();
        if (count == 0) {
            text.append("EMPTY");
            return;
        }
        for (int i = 0; i != count; i++) {
            text.append(i == 0 ? "(" : ", ");
            element.run();
        }
        text.append(')');
    }

    /** Each shape says its own byte order. */
    private int type() {
        byte order = wkb.get();
        if (order != 0 && order != 1) {
            throw malformed();
        }
        wkb.order(order == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return wkb.getInt();
    }

    private void position() {
        coordinate(wkb.getDouble());
        text.append(' ');
        coordinate(wkb.getDouble());
    }

    private void coordinate(double value) {
        if (!Double.isFinite(value)) {
            throw malformed();
        }
        if (Math.rint(value) == value && Math.abs(value) < MAX_WHOLE) {
            text.append((long) value);
        } else {
            text.append(
                    new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString());
        }
    }

    private static BadRecordException malformed() {
        return new BadRecordException("is no well-known binary of a shape that MySQL has");
    }
}
