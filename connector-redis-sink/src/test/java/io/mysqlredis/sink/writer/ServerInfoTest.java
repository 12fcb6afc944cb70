package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.sink.writer.RedisMisconfiguredException.Aspect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerInfoTest {

    private static final RedisNode NODE = new RedisNode("h", 1);

    private static final Map<String, Topology> TOPOLOGIES = Map.of(
            "standalone", new Topology.Standalone(NODE),
            "sentinel", new Topology.Sentinel(List.of(NODE), "shop", Credentials.NONE),
            "cluster", new Topology.Cluster(List.of(NODE)));

    private static final Map<String, String> SERVERS = Map.of(
            "master", "# Server\r\nredis_mode:standalone\r\n# Replication\r\nrole:master\r\ncluster_enabled:0\r\n",
            "replica", "role:slave\r\nmaster_host:10.0.0.1\r\nmaster_port:6379\r\ncluster_enabled:0\r\n",
            "sentinel", "redis_version:6.2.6\r\nredis_mode:sentinel\r\n",
            "node", "redis_mode:cluster\r\nrole:master\r\ncluster_enabled:1\r\n",
            "node's replica", "redis_mode:cluster\r\nrole:slave\r\ncluster_enabled:1\r\n",
            "silent", "");

    @ParameterizedTest
    @CsvSource({
        "standalone, replica, ADDRESS, is a replica of 10.0.0.1:6379",
        "standalone, sentinel, MODE, set redis.mode=sentinel",
        "standalone, node, MODE, set redis.mode=cluster",
        "standalone, node's replica, MODE, set redis.mode=cluster",
        "sentinel, node, MODE, set redis.mode=cluster",
        "cluster, master, MODE, set redis.mode=standalone",
        "cluster, replica, MODE, set redis.mode=standalone",
        "cluster, sentinel, MODE, set redis.mode=sentinel",
    })
    void anotherKindOfServerIsAMisfit(String topology, String server, Aspect aspect, String text) {
        assertThat(ServerInfo.parse(SERVERS.get(server)).misfit(TOPOLOGIES.get(topology)))
                .hasValueSatisfying(misfit -> {
                    assertThat(misfit.aspect()).isEqualTo(aspect);
                    assertThat(misfit.text()).contains(text);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "standalone, master",
        "standalone, silent",
        "sentinel, master",
        "sentinel, silent",
        "cluster, node",
        "cluster, node's replica",
        "cluster, silent",
    })
    void theRightKindFits(String topology, String server) {
        assertThat(ServerInfo.parse(SERVERS.get(server)).misfit(TOPOLOGIES.get(topology)))
                .isEmpty();
    }

    @Test
    void theHistoryIsAnotherOneAfterARestartAndAfterEachTimeThatAServerWasEmptied() {
        assertThat(ServerInfo.parse("run_id:4f\r\n").history()).contains("4f:0");
        assertThat(ServerInfo.parse("run_id:4f\r\ncmdstat_flushall:calls=2,usec=9\r\ncmdstat_flushdb:calls=1,usec=9")
                        .history())
                .contains("4f:3");
        assertThat(ServerInfo.parse("cmdstat_flushall:calls=2,usec=9").history())
                .isEmpty();
    }
}
