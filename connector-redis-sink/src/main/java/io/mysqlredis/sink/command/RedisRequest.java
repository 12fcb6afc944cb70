package io.mysqlredis.sink.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One request of Redis's wire protocol: the command's name and its arguments. */
public final class RedisRequest {

    private final byte[] name;
    private final byte[][] arguments;

    private RedisRequest(byte[] name, byte[][] arguments) {
        this.name = name;
        this.arguments = arguments;
    }

    /** Not to be changed. */
    public byte[] name() {
        return name;
    }

    /** What follows the name, in order; not to be changed. */
    public byte[][] arguments() {
        return arguments;
    }

    /** The bytes of the longest argument. */
    public long longestArgument() {
        long longest = 0;
        for (byte[] argument : arguments) {
            longest = Math.max(longest, argument.length);
        }
        return longest;
    }

    /** A command of Redis by its name; each is made once, so that its name is encoded once. */
    enum Verb {
        DEL("DEL"),
        GEOADD("GEOADD"),
        HSET("HSET"),
        JSON_SET("JSON.SET"),
        PEXPIREAT("PEXPIREAT"),
        SADD("SADD"),
        SET("SET"),
        SREM("SREM"),
        XADD("XADD"),
        ZADD("ZADD"),
        ZREM("ZREM");

        private final byte[] name;

        Verb(String name) {
            this.name = name.getBytes(StandardCharsets.US_ASCII);
        }

        RedisRequest with(RedisKey key, Bytes... more) {
            byte[][] arguments = new byte[1 + more.length][];
            arguments[0] = key.name().content();
            for (int i = 0; i < more.length; i++) {
                arguments[1 + i] = more[i].content();
            }
            return new RedisRequest(name, arguments);
        }

        RedisRequest with(RedisKey key, List<Bytes> options, List<HashField> fields) {
            List<byte[]> arguments = new ArrayList<>(1 + options.size() + 2 * fields.size());
            arguments.add(key.name().content());
            for (Bytes option : options) {
                arguments.add(option.content());
            }
            for (HashField field : fields) {
                arguments.add(field.name().content());
                arguments.add(field.value().content());
            }
            return new RedisRequest(name, arguments.toArray(byte[][]::new));
        }
    }
}
