package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.RealRedis;
import io.mysqlredis.sink.writer.RedisMisconfiguredException.Aspect;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node of a cluster and a server by itself, each taken for what it is and for the other. */
class ModesIT {

    private static final Access ACCESS =
            new Access(Credentials.NONE, 0, Optional.empty(), Duration.ofSeconds(5), Optional.of("my-sink"));

    private RealRedis server;
    private RealRedis clusterNode;

    @BeforeEach
    void start() throws IOException {
        server = RealRedis.start();
        clusterNode = RealRedis.start("cluster-enabled yes");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        clusterNode.close();
    }

    @Test
    void eachIsRightWhereItIsMeant() {
        assertThatCode(() -> connections(standalone(server)).check()).doesNotThrowAnyException();
        assertThatCode(() -> connections(cluster(clusterNode)).check()).doesNotThrowAnyException();
    }

    @Test
    void aNodeOfAClusterIsNoStandaloneServer() {
        assertWrongMode(standalone(clusterNode), "is a node of a Redis Cluster; set redis.mode=cluster");
    }

    @Test
    void aDatabaseDoesNotHideThatItIsANodeOfACluster() {
        Access third = new Access(Credentials.NONE, 3, Optional.empty(), ACCESS.timeout(), Optional.empty());

        assertThatThrownBy(() ->
                        new RedisConnections(new RedisTarget(standalone(clusterNode), third, Demands.NONE)).check())
                .hasMessageContaining("set redis.mode=cluster");
    }

    @Test
    void aServerByItselfIsNoNodeOfACluster() {
        assertWrongMode(cluster(server), "is no node of a Redis Cluster; set redis.mode=standalone");
    }

    @Test
    void anyNodeThatAnswersWillDo() throws IOException {
        RedisNode silent = new RedisNode("127.0.0.1", RealRedis.freePort());
        RedisConnections connections =
                connections(new Topology.Cluster(List.of(silent, new RedisNode("127.0.0.1", clusterNode.port()))));

        assertThatCode(connections::check).doesNotThrowAnyException();
        RedisConnections.hangUp(connections.open().connection());
    }

    @Test
    void whereNoNodeAnswersEachIsNamed() {
        RedisNode one = new RedisNode("127.0.0.1", RealRedis.freePort());
        RedisNode other = new RedisNode("127.0.0.1", RealRedis.freePort());

        assertThatThrownBy(() ->
                        connections(new Topology.Cluster(List.of(one, other))).open())
                .isInstanceOf(RedisUnavailableException.class)
                .hasMessage("Redis at " + one + " cannot be reached: Connection refused; Redis at " + other
                        + " cannot be reached: Connection refused");
    }

    @Test
    void aConnectionToAnyNodeIsOnItsDatabaseAndHasItsName() {
        Access third = new Access(Credentials.NONE, 3, Optional.empty(), ACCESS.timeout(), Optional.of("my-sink"));
        RedisConnections connections =
                new RedisConnections(new RedisTarget(standalone(clusterNode), third, Demands.NONE));

        RedisConnections.Session session = connections.open(new RedisNode("127.0.0.1", server.port()));

        assertThat(server.client().clientList()).contains(" name=my-sink ", " db=3 ");
        RedisConnections.hangUp(session.connection());
    }

    private static void assertWrongMode(Topology topology, String message) {
        assertThatThrownBy(() -> connections(topology).check())
                .isInstanceOf(RedisMisconfiguredException.class)
                .hasMessageContaining(message)
                .extracting(exception -> ((RedisMisconfiguredException) exception).aspect())
                .isEqualTo(Aspect.MODE);
    }

    private static RedisConnections connections(Topology topology) {
        return new RedisConnections(new RedisTarget(topology, ACCESS, Demands.NONE));
    }

    private static Topology standalone(RealRedis redis) {
        return new Topology.Standalone(new RedisNode("127.0.0.1", redis.port()));
    }

    private static Topology cluster(RealRedis redis) {
        return new Topology.Cluster(List.of(new RedisNode("127.0.0.1", redis.port())));
    }
}
