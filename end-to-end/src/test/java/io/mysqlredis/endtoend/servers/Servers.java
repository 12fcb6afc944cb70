package io.mysqlredis.endtoend.servers;

import io.mysqlredis.pipeline.ConnectorFile;
import io.mysqlredis.stack.Endpoints;
import io.mysqlredis.stack.ServerName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import redis.clients.jedis.Jedis;

/** The servers of one pipeline, fresh, wherever they run: tests reach them on 127.0.0.1, and can take each away. */
public interface Servers extends AutoCloseable {

    /** A folder of which the worker can read the files that it finds at {@link #secrets}. */
    Path SECRETS = Path.of("target", "secrets").toAbsolutePath();

    Endpoints endpoints();

    /** The shipped connector of that name, with the addresses at which these servers reach each other. */
    ConnectorFile shipped(String connector);

    /** A session as {@code root} in no database, that is to be closed. */
    Connection mysql() throws SQLException;

    /** A client that may do all, that is to be closed. */
    Jedis redis(int timeoutMillis);

    OneServer server(ServerName name);

    /** {@link #SECRETS}, as the worker sees it. */
    Path secrets();

    /** All that it has written so far. */
    String log(ServerName name);

    /** Stops them all. */
    @Override
    void close();
}
