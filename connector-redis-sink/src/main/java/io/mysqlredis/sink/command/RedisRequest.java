package io.mysqlredis.sink.command;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** One request of Redis's wire protocol: the command's name and its arguments. */
public final class RedisRequest {

    private static final byte[] DEL = "DEL".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HSET = "HSET".getBytes(StandardCharsets.US_ASCII);

    private final byte[] name;
    private final byte[][] arguments;

    private RedisRequest(byte[] name, byte[][] arguments) {
        this.name = name;
        this.arguments = arguments;
    }

    static RedisRequest del(RedisKey key) {
        return new RedisRequest(DEL, new byte[][] {key.name().content()});
    }

    static RedisRequest hset(RedisKey key, List<HashField> fields) {
        byte[][] arguments = new byte[1 + 2 * fields.size()][];
        int next = 0;
        arguments[next++] = key.name().content();
        for (HashField field : fields) {
            arguments[next++] = field.name().content();
            arguments[next++] = field.value().content();
        }
        return new RedisRequest(HSET, arguments);
    }

    /** Not to be changed. */
    public byte[] name() {
        return name;
    }

    /** What follows the name, in order; not to be changed. */
    public byte[][] arguments() {
        return arguments;
    }
}
