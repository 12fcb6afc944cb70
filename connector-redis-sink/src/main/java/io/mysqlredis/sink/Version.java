package io.mysqlredis.sink;

import java.util.Objects;

/** The connector's version, as the build wrote it into the jar. */
final class Version {

    private Version() {}

    static String current() {
        // Classes that were not loaded from the jar, as in a test, have none.
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "unreleased");
    }
}
