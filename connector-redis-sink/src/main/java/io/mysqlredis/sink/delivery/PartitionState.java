package io.mysqlredis.sink.delivery;

import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Progress;
import io.mysqlredis.sink.watermark.Rejected;
import io.mysqlredis.sink.watermark.SourcePosition;
import io.mysqlredis.sink.watermark.SourceRange;
import io.mysqlredis.sink.watermark.Watermark;
import io.mysqlredis.sink.writer.RedisWriter.Claim;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of one open partition: how far Redis has it, and which record may come next. */
final class PartitionState {

    /** What to make of a record that comes. */
    enum Reception {
        APPLY,
        /** It is applied already, or comes again later. */
        SKIP,
        /** It came before, and nobody asked for it again. */
        COMES_AGAIN,
        /** It proves that the topic is not the one that was read before. */
        OTHER_TOPIC,
        /** It is to be applied, but the one that the watermark stands at is gone, and perhaps others after it. */
        APPLY_AFTER_GAP
    }

    private final Partition partition;
    private final Map<String, SourceRange> sources = new HashMap<>();
    private final Set<String> replaced = new HashSet<>();

    /** Which of the records that Redis carried out it did not, as it rejected them. */
    private final Set<Long> rejected = new HashSet<>();

    /** To where flights were to move the watermark that may or may not have arrived, by offset. */
    private final Set<Long> sent = new HashSet<>();

    private Optional<Claim> claim = Optional.of(Claim.TAKE_OVER);
    private Optional<Fence> fence = Optional.empty();
    private Optional<Watermark> expected = Optional.empty();
    private Watermark applied = Watermark.NONE;
    private long received = -1;
    private long landed = -1;
    private boolean isNew = true;
    private boolean isBehindGap;

    /** Whether Redis keeps how far it is. */
    private boolean isKept = true;

    PartitionState(Partition partition) {
        this.partition = partition;
    }

    Partition partition() {
        return partition;
    }

    Watermark applied() {
        return applied;
    }

    /** How it is to be claimed before anything else; empty if it need not be. */
    Optional<Claim> claim() {
        return claim;
    }

    Optional<Fence> fence() {
        return fence;
    }

    /** Whether records are taken in: it is ours, and its reader stands where it should. */
    boolean isReading() {
        return claim.isEmpty() && fence.isEmpty();
    }

    /** Whether nothing was known of it since it was opened. */
    boolean isNew() {
        return isNew;
    }

    /** Whether it is certain that the reader is past the last applied record. */
    boolean isPastWatermark() {
        return isReading() && expected.isEmpty();
    }

    /** Nothing counts any more until it is claimed. */
    void toBeClaimed(Claim how) {
        claim = Optional.of(how);
        fence = Optional.empty();
    }

    /** Whether an owner may be out of the past of Redis: not one that came back after it was replaced. */
    boolean replaces(String owner) {
        return replaced.add(owner);
    }

    void fenced(Fence by) {
        claim = Optional.empty();
        fence = Optional.of(by);
    }

    /** Reading begins anew, at the record that this watermark stands at. */
    void begin(Watermark from) {
        isNew = false;
        claim = Optional.empty();
        fence = Optional.empty();
        expected = from.isNone() ? Optional.empty() : Optional.of(from);
        applied = from;
        received = from.offset();
        landed = from.carriedOut();
        sent.clear();
        rejected.clear();
        from.rejected().ifPresent(those -> rejected.addAll(those.offsets()));
        sources.clear();
        sources.putAll(from.sources());
    }

    /** Records are taken as Kafka hands them out, since nothing is kept of where they should begin. */
    void beginAnywhere() {
        begin(Watermark.NONE);
        isKept = false;
    }

    /** A flight leaves that is to move the watermark there. */
    void sent(Watermark mark) {
        sent.add(mark.offset());
    }

    /** Whether a watermark that is further up than it is known to be stands where a flight may have moved it. */
    boolean mayHaveMovedTo(Watermark mark) {
        return sent.contains(mark.offset());
    }

    /** Whether a watermark at the applied offset is of another record, or of one behind which more is carried out. */
    boolean isElsewhere(Watermark held) {
        return held.offset() == applied.offset()
                && (isOtherTime(held.timestamp(), applied.timestamp()) || held.carriedOut() > landed());
    }

    /** The watermark was found further up: a flight arrived, and nobody knows what Redis said to it. */
    void landed(Watermark at) {
        landed = at.offset();
        // What was rejected before flew with it.
        rejected.removeIf(offset -> offset <= landed);
    }

    /**
     * Redis has carried out the records up to this offset but for these, before the first of which the watermark is to go
     * back; returns what it is then to tell.
     */
    Rejected rejected(long upTo, Set<Long> offsets) {
        landed = Math.max(landed(), upTo);
        rejected.addAll(offsets);
        return new Rejected(landed, rejected);
    }

    /** Up to where Redis has carried out what it did not reject. */
    long landed() {
        return Math.max(landed, applied.offset());
    }

    /** Whether Redis has carried out the record at this offset, whatever became of the reply. */
    boolean isCarriedOut(long offset) {
        return offset <= landed() && !rejected.contains(offset);
    }

    /** What Redis carried out already is flown again, which changes nothing, to learn what it rejects of it. */
    Step unlessCarriedOut(Step step) {
        return isCarriedOut(step.offset()) ? step.repeatable() : step;
    }

    void applied(Watermark to) {
        applied = to;
        sent.removeIf(offset -> offset <= to.offset());
    }

    /** What to make of the record at this offset, which only comes in if it is to be applied. */
    Reception receive(long offset, long timestamp) {
        if (!isReading()) {
            return Reception.SKIP;
        }
        if (expected.isPresent()) {
            Watermark last = expected.get();
            boolean isThere = offset == last.offset();
            if (offset < last.offset() || (isThere && isOtherTime(timestamp, last.timestamp()))) {
                return Reception.OTHER_TOPIC;
            }
            expected = Optional.empty();
            if (isThere) {
                return Reception.SKIP;
            }
            takeIn(offset);
            return offset > last.offset() + 1 || last.timestamp() != Watermark.UNKNOWN_TIMESTAMP
                    ? Reception.APPLY_AFTER_GAP
                    : Reception.APPLY;
        }
        if (offset <= received && isKept) {
            return Reception.COMES_AGAIN;
        }
        takeIn(offset);
        return Reception.APPLY;
    }

    private void takeIn(long offset) {
        isBehindGap = offset != received + 1;
        if (isBehindGap) {
            // Compaction drops a change for a later one of its row, which may be its repeat.
            sources.clear();
        }
        received = offset;
    }

    /** Whether the record that came in last does not follow directly on what is applied or was taken in. */
    boolean isBehindGap() {
        return isBehindGap;
    }

    private static boolean isOtherTime(long timestamp, long expected) {
        return expected != Watermark.UNKNOWN_TIMESTAMP
                && timestamp != Watermark.UNKNOWN_TIMESTAMP
                && timestamp != expected;
    }

    /**
     * Whether the source tells once more the transaction that it told last, and has not come to the change at which it had
     * stopped.
     *
     * @param isOngoing whether it was so at the record before
     */
    boolean isRetold(Progress progress, boolean isOngoing) {
        if (progress.source().isEmpty()) {
            return isOngoing;
        }
        SourcePosition position = progress.source().get();
        SourceRange known = sources.get(position.source());
        return known != null
                && (isOngoing ? position.goesOnToRetell(known.newest()) : position.beginsToRetell(known.newest()));
    }

    /** Whether the source tells again what is applied; otherwise it is remembered as applied. */
    boolean isRepeat(Progress progress) {
        if (progress.source().isEmpty()) {
            return false;
        }
        SourcePosition position = progress.source().get();
        SourceRange applied = sources.get(position.source());
        if (applied != null && applied.proves(position)) {
            return true;
        }
        SourceRange.extend(sources, position);
        return false;
    }
}
