package io.mysqlredis.sink.watermark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How far a partition has been applied: every record up to {@code offset}, and none after it.
 *
 * @param offset of the last applied record; -1 if none is
 * @param timestamp of that record in Kafka, in milliseconds since 1970-01-01T00:00Z; -1 if it is not known
 * @param committedAt when the source committed the newest change that was applied
 * @param appliedAt when that record was applied, in milliseconds since 1970-01-01T00:00Z; 0 if none was
 * @param sources which changes of each source were applied last without a gap, by the source's name
 * @param rejected what of the records after it is carried out all the same; empty if nothing is
 */
public record Watermark(
        long offset,
        long timestamp,
        OptionalLong committedAt,
        long appliedAt,
        Map<String, SourceRange> sources,
        Optional<Rejected> rejected) {

    public static final long UNKNOWN_TIMESTAMP = -1;

    /** Nothing is applied. */
    public static final Watermark NONE = new Watermark(-1, UNKNOWN_TIMESTAMP, OptionalLong.empty(), 0, Map.of());

    private static final String OFFSET = "offset";
    private static final String TIMESTAMP = "timestamp";
    private static final String COMMITTED_AT = "committed_at";
    private static final String APPLIED_AT = "applied_at";
    private static final String SOURCE = "source";
    private static final String COMPLETE_SINCE = "complete_since";
    private static final String REJECTED = "rejected";

    public Watermark {
        sources = Map.copyOf(sources);
        Objects.requireNonNull(rejected, "rejected");
    }

    /** Of the records after it none is carried out. */
    public Watermark(
            long offset, long timestamp, OptionalLong committedAt, long appliedAt, Map<String, SourceRange> sources) {
        this(offset, timestamp, committedAt, appliedAt, sources, Optional.empty());
    }

    /** The same before records of which Redis rejected some, and carried out the others. */
    public Watermark before(Rejected those) {
        return new Watermark(offset, timestamp, committedAt, appliedAt, sources, Optional.of(those));
    }

    /** Up to where Redis has carried out what it did not reject. */
    public long carriedOut() {
        return rejected.map(Rejected::upTo).orElse(offset);
    }

    /** Everything below this offset is applied, whatever stands there. */
    public static Watermark before(long offset) {
        return offset <= 0 ? NONE : new Watermark(offset - 1, UNKNOWN_TIMESTAMP, OptionalLong.empty(), 0, Map.of());
    }

    public boolean isNone() {
        return offset < 0;
    }

    /** The fields of the hash that holds it, which {@link #parse} reads. */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(OFFSET, Long.toString(offset));
        // It is not removed afterwards: once the offset is there, it says nothing any more.
        rejected.ifPresent(those -> fields.put(REJECTED, those.text()));
        if (isNone()) {
            return fields;
        }
        fields.put(TIMESTAMP, Long.toString(timestamp));
        committedAt.ifPresent(millis -> fields.put(COMMITTED_AT, Long.toString(millis)));
        fields.put(APPLIED_AT, Long.toString(appliedAt));
        fields.put(SOURCE, text(SourceRange::newest));
        fields.put(COMPLETE_SINCE, text(SourceRange::oldest));
        return fields;
    }

    private String text(Function<SourceRange, SourcePosition> end) {
        return sources.values().stream()
                .map(end)
                .map(SourcePosition::text)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** {@link #NONE} if they hold none: nothing wrong can come of reading a partition again. */
    public static Watermark parse(Map<String, String> fields) {
        OptionalLong offset = number(fields.get(OFFSET));
        Optional<Rejected> rejected = Rejected.parse(fields.get(REJECTED), offset);
        if (offset.isEmpty() || offset.getAsLong() < 0) {
            return rejected.map(NONE::before).orElse(NONE);
        }
        Map<String, SourcePosition> oldest = positions(fields.get(COMPLETE_SINCE));
        Map<String, SourceRange> sources = new TreeMap<>();
        positions(fields.get(SOURCE))
                .forEach((source, newest) ->
                        sources.put(source, new SourceRange(oldest.getOrDefault(source, newest), newest)));
        return new Watermark(
                offset.getAsLong(),
                number(fields.get(TIMESTAMP)).orElse(UNKNOWN_TIMESTAMP),
                number(fields.get(COMMITTED_AT)),
                number(fields.get(APPLIED_AT)).orElse(0),
                sources,
                rejected);
    }

    private static Map<String, SourcePosition> positions(String lines) {
        Map<String, SourcePosition> positions = new TreeMap<>();
        if (lines != null) {
            lines.lines()
                    .forEach(line ->
                            SourcePosition.parse(line).ifPresent(source -> positions.put(source.source(), source)));
        }
        return positions;
    }

    private static OptionalLong number(String text) {
        return text == null || !text.matches("-?\\d{1,18}")
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(text));
    }

    /** A watermark on its way up, record by record. */
    public static final class Advance {

        private final Map<String, SourceRange> sources;
        private long offset;
        private long timestamp;
        private OptionalLong committedAt;

        public Advance(Watermark from) {
            sources = new TreeMap<>(from.sources);
            offset = from.offset;
            timestamp = from.timestamp;
            committedAt = from.committedAt;
        }

        public void take(Progress progress) {
            if (progress.offset() != offset + 1) {
                sources.clear();
            }
            offset = progress.offset();
            timestamp = progress.timestamp();
            if (progress.committedAt().isPresent()) {
                committedAt = progress.committedAt();
            }
            progress.source().ifPresent(source -> SourceRange.extend(sources, source));
        }

        /**
         * Where it stands after all that was taken.
         *
         * @param appliedAt in milliseconds since 1970-01-01T00:00Z
         */
        public Watermark reached(long appliedAt) {
            return new Watermark(offset, timestamp, committedAt, appliedAt, sources);
        }
    }
}
