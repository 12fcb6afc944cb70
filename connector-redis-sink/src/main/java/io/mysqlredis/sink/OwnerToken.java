package io.mysqlredis.sink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A name for one task's life that no other ever had, and that tells people where to look for it. */
final class OwnerToken {

    private static final int RANDOM_BYTES = 8;

    private OwnerToken() {}

    static String create() {
        // Random and not counted: a counter would begin again whenever Redis is emptied.
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random) + " on " + host() + " pid "
                + ProcessHandle.current().pid();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown host";
        }
    }
}
