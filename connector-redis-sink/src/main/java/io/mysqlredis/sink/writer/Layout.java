package io.mysqlredis.sink.writer;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * The masters of a cluster at a look, by their tags, and of which slots nothing shows that the data in them is still there.
 *
 * @param isFollowed whether somebody has watched until just before who has which slot
 */
record Layout(Map<String, Stand> masters, boolean isFollowed) {

    /**
     * What a master is, or was when its watermark was written.
     *
     * @param slots that it has
     * @param history the same as long as it neither restarts nor is emptied; empty if it does not tell
     */
    record Stand(Slots slots, Optional<String> history) {

        Stand {
            Objects.requireNonNull(slots, "slots");
            Objects.requireNonNull(history, "history");
        }

        private boolean isOneOf(Set<String> histories) {
            return history.filter(histories::contains).isPresent();
        }
    }

    Layout {
        masters = Map.copyOf(masters);
    }

    Set<String> tags() {
        return masters.keySet();
    }

    Layout notFollowed() {
        return new Layout(masters, false);
    }

    /** @param told by the watermarks, by their tags: what their masters were */
    Slots unproven(Map<String, Stand> told) {
        Set<String> now = histories(masters.values());
        Set<String> then = histories(told.values());
        Slots unproven = Slots.NONE;
        for (Stand master : masters.values()) {
            boolean isUnbroken = master.isOneOf(then);
            // If all are still what they were, one that is unknown is new, and was no master before.
            boolean isLikely = isFollowed && (isUnbroken || master.history().isEmpty() || now.containsAll(then));
            if (!isLikely && !(isUnbroken && now.containsAll(then))) {
                unproven = unproven.and(unproven(master, isUnbroken, told, now));
            }
        }
        return unproven;
    }

    private static Slots unproven(Stand master, boolean isUnbroken, Map<String, Stand> told, Set<String> now) {
        Slots rest = master.slots();
        for (Map.Entry<String, Stand> mark : told.entrySet()) {
            Stand writer = mark.getValue();
            boolean isHere = master.slots().contains(JedisClusterCRC16.getSlot(mark.getKey()));
            boolean isElsewhere = writer.isOneOf(now) && !writer.history().equals(master.history());
            // It stands behind their data in one server's memory, or was given to one that has lost nothing by one that
            // is there.
            if ((isHere && !isElsewhere) || (isUnbroken && writer.isOneOf(now))) {
                rest = rest.without(writer.slots());
            }
        }
        return rest;
    }

    private static Set<String> histories(Collection<Stand> stands) {
        Set<String> histories = new HashSet<>();
        stands.forEach(stand -> stand.history().ifPresent(histories::add));
        return histories;
    }

    /** With what masters tell of themselves. */
    static Layout of(Collection<Master> masters, Map<Master, Optional<String>> histories, boolean isFollowed) {
        Map<String, Stand> stands = new HashMap<>();
        masters.forEach(master ->
                stands.put(master.tag(), new Stand(master.slots(), histories.getOrDefault(master, Optional.empty()))));
        return new Layout(stands, isFollowed);
    }
}
