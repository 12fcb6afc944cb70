package io.mysqlredis.sink.event;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** A spatial value: its shape as well-known binary, x before y, and its spatial reference system, 0 for none. */
public final class Geometry {

    private final byte[] wkb;
    private final int srid;

    /** Takes the array over: the caller must not change it any more. */
    public Geometry(byte[] wkb, int srid) {
        this.wkb = Objects.requireNonNull(wkb, "wkb");
        this.srid = srid;
    }

    /** The bytes themselves, not a copy: never to be changed. */
    public byte[] wkb() {
        return wkb;
    }

    public int srid() {
        return srid;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Geometry that && srid == that.srid && Arrays.equals(wkb, that.wkb);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(wkb) + srid;
    }

    /** For failed tests; nothing that holds row values is ever logged. */
    @Override
    public String toString() {
        return srid + ":" + HexFormat.of().formatHex(wkb);
    }
}
