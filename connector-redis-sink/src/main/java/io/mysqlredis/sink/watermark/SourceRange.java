package io.mysqlredis.sink.watermark;

import java.util.Map;
import java.util.Objects;

/**
 * Changes of one source that were all applied, without one missing between them.
 *
 * @param oldest the first of them; what stood before it may be gone from the topic without having been applied
 * @param newest the last of them
 */
public record SourceRange(SourcePosition oldest, SourcePosition newest) {

    public SourceRange {
        Objects.requireNonNull(oldest, "oldest");
        Objects.requireNonNull(newest, "newest");
    }

    private static SourceRange of(SourcePosition only) {
        return new SourceRange(only, only);
    }

    /** Whether a change that stood here was certainly applied: with these, and in a transaction before the last one. */
    public boolean proves(SourcePosition position) {
        return position.isProvenRepeat(newest) && (position.isAt(oldest) || oldest.precedes(position));
    }

    /** Takes in a change that is applied next of its source. */
    public static void extend(Map<String, SourceRange> sources, SourcePosition next) {
        SourceRange range = sources.get(next.source());
        sources.put(next.source(), range == null ? of(next) : range.to(next));
    }

    /** Goes on to a change that is applied next; one that does not certainly stand behind the last begins anew. */
    private SourceRange to(SourcePosition next) {
        if (newest.isAt(next) || newest.precedes(next)) {
            return new SourceRange(oldest, next.after(newest));
        }
        // Another part of the last transaction changes nothing about those before it.
        return next.isOfTransactionOf(newest) ? this : of(next);
    }
}
