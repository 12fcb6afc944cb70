package io.mysqlredis.sink.writer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Which master of a cluster has each slot, as one of its nodes tells. */
final class SlotMap {

    static final int SLOTS = 16_384;

    private final RedisNode[] masters = new RedisNode[SLOTS];
    private final Set<RedisNode> nodes = new LinkedHashSet<>();

    private SlotMap() {}

    /**
     * Reads the reply to {@code CLUSTER SLOTS}.
     *
     * @param asked the node that it is from, which leaves out its own host where nobody has told it that
     */
    static SlotMap parse(List<?> reply, RedisNode asked) {
        SlotMap map = new SlotMap();
        for (Object part : reply) {
            List<?> range = (List<?>) part;
            RedisNode master = node(range.get(2), asked);
            for (long slot = (Long) range.get(0); slot <= (Long) range.get(1); slot++) {
                map.masters[(int) slot] = master;
            }
            range.subList(2, range.size()).forEach(node -> map.nodes.add(node(node, asked)));
        }
        return map;
    }

    private static RedisNode node(Object told, RedisNode asked) {
        List<?> parts = (List<?>) told;
        String host = parts.get(0) instanceof byte[] name ? new String(name, StandardCharsets.UTF_8) : "";
        return new RedisNode(host.isEmpty() ? asked.host() : host, Math.toIntExact((Long) parts.get(1)));
    }

    RedisNode master(int slot) {
        return masters[slot];
    }

    /** Each master with one of its slots: the last of these that it has, or else the highest, which is rarely moved first. */
    Map<RedisNode, Integer> masters(Collection<Integer> preferred) {
        Map<RedisNode, Integer> one = new LinkedHashMap<>();
        for (int slot = 0; slot < SLOTS; slot++) {
            if (masters[slot] != null) {
                one.put(masters[slot], slot);
            }
        }
        preferred.stream().sorted().forEach(slot -> one.put(masters[slot], slot));
        one.remove(null);
        return one;
    }

    /** All slots of a master. */
    Slots slots(RedisNode master) {
        BitSet slots = new BitSet(SLOTS);
        for (int slot = 0; slot < SLOTS; slot++) {
            slots.set(slot, master.equals(masters[slot]));
        }
        return Slots.of(slots);
    }

    /** Whether each slot has the same master. */
    boolean isLike(SlotMap other) {
        return Arrays.equals(masters, other.masters);
    }

    /** Masters and replicas. */
    Set<RedisNode> nodes() {
        return nodes;
    }

    /** A slot that nobody has. */
    OptionalInt gap() {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (masters[slot] == null) {
                return OptionalInt.of(slot);
            }
        }
        return OptionalInt.empty();
    }
}
