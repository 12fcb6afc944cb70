package io.mysqlredis.sink.writer;

import java.util.List;
import redis.clients.jedis.Connection;

/** Knows where to connect to, anew for each connection. */
interface NodeLocator {

    /**
     * Servers of which any one will do, the best first.
     *
     * @throws RedisUnavailableException if that cannot be found out now
     * @throws RedisMisconfiguredException if it cannot be found out before an operator acts
     */
    List<RedisNode> locate();

    /**
     * Asks a server that was located whether it is what it was taken for.
     *
     * @throws RedisUnavailableException if it is not
     */
    void confirm(RedisNode node, Connection connection);

    /** None of those that were located last would do. */
    void missed();

    /** Those that the settings name, whatever they are. */
    record Fixed(List<RedisNode> locate) implements NodeLocator {

        @Override
        public void confirm(RedisNode node, Connection connection) {
            // Nobody else says what it is.
        }

        @Override
        public void missed() {
            // There are no others.
        }
    }
}
