package io.mysqlredis.benchmark;

/** How much is done: enough for figures that mean something, or so little that it only shows that everything works. */
public enum Scale {
    FULL,
    QUICK;

    public boolean isQuick() {
        return this == QUICK;
    }

    /** One of two sizes. */
    public int of(int full, int quick) {
        return isQuick() ? quick : full;
    }
}
