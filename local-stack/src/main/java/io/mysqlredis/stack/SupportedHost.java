package io.mysqlredis.stack;

import java.util.Locale;

/** The kind of machine for which the servers' programs are built. */
final class SupportedHost {
    private SupportedHost() {}

    static void require() {
        require(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static void require(String system, String processor) {
        boolean linux = system.toLowerCase(Locale.ROOT).equals("linux");
        if (!linux || !(processor.equals("amd64") || processor.equals("x86_64"))) {
            throw new StackException("The local stack runs on Linux x86-64 only, and this is %s %s: use docker compose"
                    .formatted(system, processor));
        }
    }
}
