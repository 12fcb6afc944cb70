package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.watermark.Watermark;
import java.util.Collection;
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

    /** @param tags of all masters when it was written; none if it tells no watermark */
    private record Sight(Held held, Set<String> tags) {}

    /** Of the masters there are now. */
    private final Set<String> current;

    private final Map<String, Sight> sights = new HashMap<>();

    ClusterHeld(Collection<String> current) {
        this.current = Set.copyOf(current);
    }

    /** @param reply to {@code HGETALL} */
    void add(String tag, List<?> reply) {
        sights.put(tag, new Sight(WatermarkStore.held(reply), WatermarkStore.tags(reply)));
    }

    /** The tags of masters there were when a watermark was written, and are not now: their data is somewhere else. */
    Set<String> formerTags() {
        Set<String> former = told();
        former.removeAll(current);
        return former;
    }

    /** The tags whose watermark was there once, and is not any more. */
    Set<String> lostTags() {
        Set<String> lost = told();
        lost.removeIf(this::isStated);
        return lost;
    }

    /** The tags of all masters that any watermark tells of. */
    Set<String> told() {
        Set<String> told = new TreeSet<>();
        sights.values().forEach(sight -> told.addAll(sight.tags()));
        return told;
    }

    private boolean isStated(String tag) {
        return sights.containsKey(tag) && !sights.get(tag).tags().isEmpty();
    }

    /** All together. A master that none of them knows has all its data from others, and so says nothing. */
    Held together(String own) {
        List<Held> stated = sights.values().stream()
                .filter(sight -> !sight.tags().isEmpty())
                .map(Sight::held)
                .toList();
        Optional<Held> lowest = lostTags().isEmpty()
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
        return current.stream()
                .map(sights::get)
                .filter(Objects::nonNull)
                .flatMapToLong(sight -> time.apply(sight.held()).stream());
    }

    /** Another one, if there is any; nobody, if a master does not say whose it is, though it should. */
    private Optional<String> owner(String own) {
        Set<String> told = told();
        boolean isOwn = false;
        boolean isUnclaimed = false;
        for (String tag : current) {
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
