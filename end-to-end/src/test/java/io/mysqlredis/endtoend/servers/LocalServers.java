package io.mysqlredis.endtoend.servers;

import io.mysqlredis.pipeline.ConnectorFile;
import io.mysqlredis.stack.Endpoints;
import io.mysqlredis.stack.LocalStack;
import io.mysqlredis.stack.Progress;
import io.mysqlredis.stack.Server;
import io.mysqlredis.stack.ServerName;
import io.mysqlredis.stack.StackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import redis.clients.jedis.Jedis;

/** A local stack of its own, on free ports. */
public record LocalServers(Path checkout, LocalStack stack) implements Servers {

    /** Starts them; a stack of that name loses its data. */
    public static LocalServers start(Path checkout, String name) {
        LocalStack plain = LocalStack.of(checkout, name, StackPorts.free());
        LocalStack stack = Format.ofTests().needsRegistry() ? plain.withRegistry() : plain;
        // The servers outlive this program; an interrupted run must not leave them behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stack.down(Progress.silent()), "stop"));
        stack.upFresh(line -> System.out.println(name + ": " + line));
        return new LocalServers(checkout, stack);
    }

    @Override
    public Endpoints endpoints() {
        return stack.endpoints();
    }

    @Override
    public ConnectorFile shipped(String connector) {
        return ConnectorFile.of(checkout, connector).at(endpoints());
    }

    @Override
    public Connection mysql() throws SQLException {
        return DriverManager.getConnection(endpoints().mysqlJdbcUrl());
    }

    @Override
    public Jedis redis(int timeoutMillis) {
        return new Jedis(endpoints().redisHost(), endpoints().redisPort(), timeoutMillis);
    }

    @Override
    public OneServer server(ServerName name) {
        return new OfStack(stack.server(name));
    }

    @Override
    public Path secrets() {
        return SECRETS;
    }

    @Override
    public String log(ServerName name) {
        try {
            return Files.readString(stack.log(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stack.down(Progress.silent());
    }

    private record OfStack(Server server) implements OneServer {
        @Override
        public void stop() {
            server.stop();
        }

        @Override
        public void kill() {
            server.kill();
        }

        @Override
        public void start() {
            server.start();
        }
    }
}
