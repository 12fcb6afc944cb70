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

    /** A command of Redis by its name, which is encoded once. */
    static final class Verb {

        static final Verb DEL = new Verb("DEL");
        static final Verb GEOADD = new Verb("GEOADD");
        static final Verb HSET = new Verb("HSET");
        static final Verb JSON_SET = new Verb("JSON.SET");
        static final Verb PEXPIREAT = new Verb("PEXPIREAT");
        static final Verb SADD = new Verb("SADD");
        static final Verb SET = new Verb("SET");
        static final Verb SREM = new Verb("SREM");
        static final Verb XADD = new Verb("XADD");
        static final Verb ZADD = new Verb("ZADD");
        static final Verb ZREM = new Verb("ZREM");

        private final byte[] name;

        private Verb(String name) {
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
