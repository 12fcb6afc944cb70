package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.watermark.Watermark;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * What a cluster holds of one partition, a watermark for each master, and what all of them say together: the lowest counts,
 * and one that was lost counts as none.
 */
final class ClusterHeld {

    /**
     * @param tags of all masters when it was written; none if it tells no watermark
     * @param stand of its master then; empty if it was written by an older version
     */
    private record Sight(Held held, Set<String> tags, Optional<Layout.Stand> stand) {

        boolean isStated() {
            return !tags.isEmpty();
        }
    }

    private final Layout layout;

    private final Map<String, Sight> sights = new HashMap<>();

    /** @param layout of the masters there are now */
    ClusterHeld(Layout layout) {
        this.layout = layout;
    }

    /** @param reply to {@code HGETALL} */
    void add(String tag, List<?> reply) {
        sights.put(tag, new Sight(WatermarkStore.held(reply), WatermarkStore.tags(reply), WatermarkStore.stand(reply)));
    }

    /** The tags of masters there were when a watermark was written, and are not now: their data is somewhere else. */
    Set<String> formerTags() {
        Set<String> former = told();
        former.removeAll(layout.tags());
        return former;
    }

    /** The tags whose watermark was there once, and is not any more. */
    Set<String> lostTags() {
        Set<String> lost = told();
        lost.removeIf(this::isStated);
        return lost;
    }

    /** Of which nothing shows that the data in them is still there; none where older versions have left nothing to tell by. */
    Slots unprovenSlots() {
        Map<String, Layout.Stand> told = new HashMap<>();
        for (Map.Entry<String, Sight> sight : sights.entrySet()) {
            if (sight.getValue().isStated()) {
                if (sight.getValue().stand().isEmpty()) {
                    return Slots.NONE;
                }
                told.put(sight.getKey(), sight.getValue().stand().get());
            }
        }
        return told.isEmpty() ? Slots.NONE : layout.unproven(told);
    }

    /** The tags of all masters that any watermark tells of. */
    Set<String> told() {
        Set<String> told = new TreeSet<>();
        sights.values().forEach(sight -> told.addAll(sight.tags()));
        return told;
    }

    private boolean isStated(String tag) {
        return sights.containsKey(tag) && sights.get(tag).isStated();
    }

    /** All together. A master that none of them knows has all its data from others, and says nothing itself. */
    Held together(String own) {
        List<Held> stated = sights.values().stream()
                .filter(Sight::isStated)
                .map(Sight::held)
                .toList();
        Optional<Held> lowest = lostTags().isEmpty() && unprovenSlots().isEmpty()
                ? stated.stream()
                        .min(Comparator.comparingLong(held -> held.watermark().offset()))
                : Optional.empty();
        return new Held(
                lowest.map(Held::watermark).orElse(Watermark.NONE),
                owner(own),
                stated.stream().flatMap(held -> held.mappings().stream()).findFirst(),
                times(Held::createdAt).min(),
                times(Held::checkedAt).max());
    }

    private LongStream times(Function<Held, OptionalLong> time) {
        return layout.tags().stream()
                .map(sights::get)
                .filter(Objects::nonNull)
                .flatMapToLong(sight -> time.apply(sight.held()).stream());
    }

    /** Another one, if there is any; nobody, if a master does not say whose it is, though it should. */
    private Optional<String> owner(String own) {
        Set<String> told = told();
        boolean isOwn = false;
        boolean isUnclaimed = false;
        for (String tag : layout.tags()) {
            Optional<String> owner = sights.get(tag).held().owner();
            if (owner.isPresent() && !owner.get().equals(own)) {
                return owner;
            }
            isOwn |= owner.isPresent();
            isUnclaimed |= owner.isEmpty() && (told.isEmpty() || told.contains(tag));
        }
        return isOwn && !isUnclaimed ? Optional.of(own) : Optional.empty();
    }
}
