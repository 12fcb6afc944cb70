package io.mysqlredis.stack;

import java.net.URI;

/**
 * Where the servers of a stack answer.
 *
 * @param mysqlJdbcUrl logs in as {@code root}, which has no password, into no database
 * @param bootstrapServers Kafka's, as {@code host:port}
 * @param connect the root of Connect's REST API
 * @param registry the root of the schema registry's, where the stack has one
 */
public record Endpoints(
        String mysqlJdbcUrl,
        String mysqlHost,
        int mysqlPort,
        String redisHost,
        int redisPort,
        String bootstrapServers,
        URI connect,
        URI registry) {

    /** What all clients of Confluent's registry speak, below the registry's root. */
    static final String CONFLUENTS_API = "/apis/ccompat/v7";

    /** The registry's own, in the version that its converter speaks. */
    private static final String OWN_API = "/apis/registry/v2";

    /** Those of servers on these ports of 127.0.0.1. */
    public static Endpoints of(StackPorts ports) {
        return new Endpoints(
                mysqlJdbcUrl(ports.mysql()),
                Listener.HOST,
                ports.mysql(),
                Listener.HOST,
                ports.redis(),
                Listener.HOST + ":" + ports.kafka(),
                http(ports.connect()),
                http(ports.registry()));
    }

    /** What Confluent's converter and clients want to be told. */
    public URI confluentsRegistryApi() {
        return registry.resolve(CONFLUENTS_API);
    }

    /** What Apicurio's converter wants to be told. */
    public URI ownRegistryApi() {
        return registry.resolve(OWN_API);
    }

    static String mysqlJdbcUrl(int port) {
        return "jdbc:mysql://%s:%d/?user=root&sslMode=DISABLED".formatted(Listener.HOST, port);
    }

    static URI http(int port) {
        return URI.create("http://%s:%d".formatted(Listener.HOST, port));
    }
}
