package io.mysqlredis.sink.writer;

import java.util.List;
import redis.clients.jedis.exceptions.JedisDataException;

/** What a server took of the writes of a flight besides the one that it refused. */
enum Taken {
    NOTHING,
    /** Such as were sent before, and none behind. */
    EARLIER_ONES,
    LATER_ONES;

    /** @param replies to all that the server was to write, in order */
    static Taken besides(int index, List<?> replies) {
        if (isAnyIn(replies.subList(index + 1, replies.size()))) {
            return LATER_ONES;
        }
        return isAnyIn(replies.subList(0, index)) ? EARLIER_ONES : NOTHING;
    }

    static boolean isAnyIn(List<?> replies) {
        return replies.stream().anyMatch(reply -> !(reply instanceof JedisDataException));
    }
}
