package io.mysqlredis.stack;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** The ports of one stack: each a real port, and no two the same. */
public record StackPorts(int mysql, int redis, int kafka, int kafkaController, int connect, int registry) {
    private static final int LARGEST = 65_535;
    // Under the range from which the kernel takes the local ports of outgoing connections.
    private static final int FREE_FROM = 20_000;
    private static final int FREE_TO = 32_000;

    /** In the order of the components. */
    private static final List<Listener> STANDARD = List.of(
            new Listener(ServerName.MYSQL, "STACK_MYSQL_PORT", 13_306),
            new Listener(ServerName.REDIS, "STACK_REDIS_PORT", 16_379),
            new Listener(ServerName.KAFKA, "STACK_KAFKA_PORT", 19_092),
            new Listener(ServerName.KAFKA, "STACK_KAFKA_CONTROLLER_PORT", 19_093),
            new Listener(ServerName.CONNECT, "STACK_CONNECT_PORT", 18_083),
            new Listener(ServerName.REGISTRY, "STACK_REGISTRY_PORT", 18_081));

    public StackPorts {
        Map<Integer, String> taken = new HashMap<>();
        for (Listener listener : listeners(mysql, redis, kafka, kafkaController, connect, registry)) {
            if (listener.port() < 1 || listener.port() > LARGEST) {
                throw notAPort(listener.variable(), String.valueOf(listener.port()));
            }
            String other = taken.put(listener.port(), listener.variable());
            if (other != null) {
                throw new StackException("%s and %s are both %d; give each server a port of its own"
                        .formatted(other, listener.variable(), listener.port()));
            }
        }
    }

    /** The default ports, each moved by the variable of its name. */
    public static StackPorts fromEnvironment(Map<String, String> environment) {
        return of(STANDARD.stream().map(listener -> port(environment, listener)).toList());
    }

    /** Ports on which nothing listens at this moment. */
    public static StackPorts free() {
        return of(IntStream.range(0, STANDARD.size())
                .mapToObj(StackPorts::freePort)
                .toList());
    }

    private static StackPorts of(List<Integer> ports) {
        return new StackPorts(ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4), ports.get(5));
    }

    /** The same servers, and Connect on another port. */
    StackPorts withConnect(int port) {
        return new StackPorts(mysql, redis, kafka, kafkaController, port, registry);
    }

    List<Listener> listeners(ServerName server) {
        return listeners(mysql, redis, kafka, kafkaController, connect, registry).stream()
                .filter(listener -> listener.server() == server)
                .toList();
    }

    private static List<Listener> listeners(int... ports) {
        return IntStream.range(0, ports.length)
                .mapToObj(i -> STANDARD.get(i).at(ports[i]))
                .toList();
    }

    private static int port(Map<String, String> environment, Listener standard) {
        String value = environment.getOrDefault(standard.variable(), "").strip();
        if (value.isEmpty()) {
            return standard.port();
        }
        if (!value.matches("[0-9]{1,5}")) {
            throw notAPort(standard.variable(), value);
        }
        return Integer.parseInt(value);
    }

    private static StackException notAPort(String variable, String value) {
        return new StackException("%s is not a port (1 to %d): %s".formatted(variable, LARGEST, value));
    }

    /** A free port of a part of the range for itself, so that two calls never give the same one. */
    private static int freePort(int part) {
        int size = (FREE_TO - FREE_FROM) / STANDARD.size();
        int from = FREE_FROM + part * size;
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(from, from + size);
            if (isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try {
            Listener.open(port).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
