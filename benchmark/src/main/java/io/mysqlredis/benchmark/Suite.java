package io.mysqlredis.benchmark;

import java.util.List;

/** Everything that is measured, in the order of the table. */
final class Suite {

    private Suite() {}

    static List<Measurement> measurements() {
        return List.of();
    }
}
