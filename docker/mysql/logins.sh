#!/bin/bash
# Makes the source's login in a new data folder; the image runs it once, before the server can be reached from outside.

quoted() {
  local text=${1//\\/\\\\}
  printf "'%s'" "${text//\'/\'\'}"
}

docker_process_sql <<SQL
SET sql_log_bin = 0;
CREATE USER 'debezium'@'%' IDENTIFIED BY $(quoted "$MYSQL_SOURCE_PASSWORD");
GRANT SELECT, RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'debezium'@'%';
SQL
