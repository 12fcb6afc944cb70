package io.mysqlredis.stack;

import java.net.URI;

/**
 * Where the servers of a stack answer.
 *
 * @param mysqlJdbcUrl logs in as {@code root}, which has no password, into no database
 * @param bootstrapServers Kafka's, as {@code host:port}
 * @param connect the root of Connect's REST API
 */
public record Endpoints(
        String mysqlJdbcUrl,
        String mysqlHost,
        int mysqlPort,
        String redisHost,
        int redisPort,
        String bootstrapServers,
        URI connect) {

    /** Those of servers on these ports of 127.0.0.1. */
    public static Endpoints of(StackPorts ports) {
        return new Endpoints(
                mysqlJdbcUrl(ports.mysql()),
                Listener.HOST,
                ports.mysql(),
                Listener.HOST,
                ports.redis(),
                Listener.HOST + ":" + ports.kafka(),
                connect(ports.connect()));
    }

    static String mysqlJdbcUrl(int port) {
        return "jdbc:mysql://%s:%d/?user=root&sslMode=DISABLED".formatted(Listener.HOST, port);
    }

    static URI connect(int port) {
        return URI.create("http://%s:%d".formatted(Listener.HOST, port));
    }
}
