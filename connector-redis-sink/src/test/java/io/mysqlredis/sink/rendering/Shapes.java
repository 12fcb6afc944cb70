package io.mysqlredis.sink.rendering;

import io.mysqlredis.sink.event.Geometry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Spatial values for tests. */
final class Shapes {

    private Shapes() {}

    /** @param wkb in hexadecimal digits, with spaces anywhere */
    static Geometry geometry(String wkb, int srid) {
        return new Geometry(HexFormat.of().parseHex(wkb.replace(" ", "")), srid);
    }

    static Geometry point(double x, double y) {
        ByteBuffer wkb = ByteBuffer.allocate(21).order(ByteOrder.LITTLE_ENDIAN);
        return new Geometry(
                wkb.put((byte) 1).putInt(1).putDouble(x).putDouble(y).array(), 0);
    }
}
