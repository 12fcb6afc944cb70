package io.mysqlredis.endtoend.faults;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens sessions with MySQL, also after it was away. */
@FunctionalInterface
interface Sessions {
    Connection open() throws SQLException;
}
