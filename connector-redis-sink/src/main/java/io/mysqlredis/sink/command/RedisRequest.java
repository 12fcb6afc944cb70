package io.mysqlredis.sink.command;

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

    /** Those that carry a command out. */
    static List<RedisRequest> of(RedisCommand command) {
        List<RedisRequest> requests = new ArrayList<>(2);
        command.sendTo(new RequestSink() {
            private int next;

            @Override
            public void begin(byte[] name, int arguments) {
                requests.add(new RedisRequest(name, new byte[arguments][]));
                next = 0;
            }

            @Override
            public void argument(byte[] argument) {
                requests.get(requests.size() - 1).arguments[next++] = argument;
            }
        });
        return requests;
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
}
