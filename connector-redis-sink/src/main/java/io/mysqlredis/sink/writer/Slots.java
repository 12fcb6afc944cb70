package io.mysqlredis.sink.writer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Some of the slots of a cluster; never changes. */
final class Slots {

    static final Slots NONE = new Slots(new BitSet());

    private final BitSet numbers;

    private Slots(BitSet numbers) {
        this.numbers = numbers;
    }

    static Slots of(BitSet numbers) {
        return new Slots((BitSet) numbers.clone());
    }

    /** As {@link #text} writes them; empty if it is no such text. */
    static Optional<Slots> parse(String text) {
        if (!text.matches("\\d{1,5}(-\\d{1,5})?(,\\d{1,5}(-\\d{1,5})?)*")) {
            return Optional.empty();
        }
        BitSet numbers = new BitSet(SlotMap.SLOTS);
        for (String range : text.split(",", -1)) {
            String[] ends = range.split("-", -1);
            for (int slot = Integer.parseInt(ends[0]); slot <= Integer.parseInt(ends[ends.length - 1]); slot++) {
                numbers.set(slot);
            }
        }
        return Optional.of(new Slots(numbers));
    }

    /** Ranges in their order, such as {@code 0-99,200}. */
    String text() {
        List<String> ranges = new ArrayList<>();
        for (int first = numbers.nextSetBit(0); first >= 0; ) {
            int end = numbers.nextClearBit(first);
            ranges.add(end == first + 1 ? Integer.toString(first) : first + "-" + (end - 1));
            first = numbers.nextSetBit(end);
        }
        return String.join(",", ranges);
    }

    boolean contains(int slot) {
        return numbers.get(slot);
    }

    boolean isEmpty() {
        return numbers.isEmpty();
    }

    int count() {
        return numbers.cardinality();
    }

    Slots and(Slots others) {
        BitSet all = (BitSet) numbers.clone();
        all.or(others.numbers);
        return new Slots(all);
    }

    Slots without(Slots others) {
        BitSet rest = (BitSet) numbers.clone();
        rest.andNot(others.numbers);
        return new Slots(rest);
    }
}
