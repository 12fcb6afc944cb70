package io.mysqlredis.sink.writer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Whom to ask for a cluster's masters: the nodes that the settings name, and those that the cluster told of last. */
final class KnownNodes {

    private final List<RedisNode> configured;

    /** The one that was asked last at the end. */
    private final Set<RedisNode> nodes;

    KnownNodes(List<RedisNode> configured) {
        this.configured = List.copyOf(configured);
        this.nodes = new LinkedHashSet<>(configured);
    }

    /** Those that it told of before may be gone for ever, and each would cost a timeout. */
    void told(Collection<RedisNode> told) {
        Set<RedisNode> all = new LinkedHashSet<>(configured);
        all.addAll(told);
        nodes.retainAll(all);
        nodes.addAll(all);
    }

    /** The first answer, unless time runs out; the next call goes on with those that were not asked. */
    <T> T ask(Function<RedisNode, T> question, Deadline deadline) {
        List<RuntimeException> failures = new ArrayList<>();
        for (RedisNode node : List.copyOf(nodes)) {
            // Another one next time: this one may be cut off from the others, and not know it.
            nodes.remove(node);
            nodes.add(node);
            try {
                return question.apply(node);
            } catch (RedisUnavailableException | RedisMisconfiguredException e) {
                failures.add(e);
            }
            if (deadline.isOver()) {
                break;
            }
        }
        throw RedisConnections.oneOf(failures);
    }
}
