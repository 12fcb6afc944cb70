package io.mysqlredis.sink.writer;

import java.util.List;
import java.util.Objects;

/** Which servers there are, and what they are to each other. */
public sealed interface Topology {

    /** The servers that the settings name. */
    List<RedisNode> nodes();

    /** One server, which takes the writes. */
    record Standalone(RedisNode node) implements Topology {

        public Standalone {
            Objects.requireNonNull(node, "node");
        }

        @Override
        public List<RedisNode> nodes() {
            return List.of(node);
        }
    }

    /**
     * One master at a time, which Sentinels name.
     *
     * @param nodes the Sentinels
     * @param master as they call it
     */
    record Sentinel(List<RedisNode> nodes, String master, Credentials credentials) implements Topology {

        public Sentinel {
            nodes = List.copyOf(nodes);
            Objects.requireNonNull(master, "master");
            Objects.requireNonNull(credentials, "credentials");
        }
    }

    /**
     * Several masters, which share the keys.
     *
     * @param nodes some of them or of their replicas, each of which knows all
     */
    record Cluster(List<RedisNode> nodes) implements Topology {

        public Cluster {
            nodes = List.copyOf(nodes);
        }
    }
}
