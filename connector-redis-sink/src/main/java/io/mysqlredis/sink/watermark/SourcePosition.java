package io.mysqlredis.sink.watermark;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a change stood in the binlog of its source.
 *
 * @param source the source connector's {@code topic.prefix}
 * @param serverId of the server that the change was made on
 * @param gtid empty without {@code gtid_mode=ON}, and for what a snapshot read
 * @param committedAt in milliseconds since 1970-01-01T00:00Z; in a watermark, the latest of all changes of that server so far,
 *     as the binlog does not hold transactions in the order of their times
 */
public record SourcePosition(String source, long serverId, Optional<Gtid> gtid, BinlogPlace place, long committedAt) {

    public SourcePosition {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(gtid, "gtid");
        Objects.requireNonNull(place, "place");
    }

    /**
     * Whether a change that stood here was certainly applied before the one at {@code applied} was. Where anything leaves a
     * doubt it was not: to apply a change again shows an old version for a moment, to skip one wrongly loses a row.
     */
    public boolean isProvenRepeat(SourcePosition applied) {
        // Almost never, and cheapest to see at the place.
        return place.isOfEarlierEvent(applied.place)
                && isOfEarlierTransaction(applied)
                && committedAt <= applied.committedAt;
    }

    /**
     * Whether its transaction certainly comes before the other's. Within one transaction nothing is certain: the source may
     * go on with it at a replica of the server that it read before, whose binlog has it at other places.
     */
    private boolean isOfEarlierTransaction(SourcePosition other) {
        return isOfServerOf(other) && transactionsUntil(other) > 0;
    }

    /**
     * Whether the source, which told the other one last, begins to tell its transaction once more, or goes on with it at a
     * replica. Only an earlier event tells that: those of a compressed transaction are at one place, and begin with row 0 each.
     */
    public boolean beginsToRetell(SourcePosition last) {
        // Almost never, and cheaper to see at the place than at the GTID.
        return place.isOfEarlierEvent(last.place) && isOfTransactionOf(last);
    }

    /** Whether a source that tells that transaction once more has not yet come to the one that it told last. */
    public boolean goesOnToRetell(SourcePosition last) {
        return place.isBefore(last.place) && isOfTransactionOf(last);
    }

    boolean isOfTransactionOf(SourcePosition other) {
        return isOfServerOf(other) && transactionsUntil(other) == 0;
    }

    /** Whether it stands before the other in what the source tells, if that is the binlog of one server. */
    boolean precedes(SourcePosition other) {
        return isOfServerOf(other) && transactionsUntil(other) >= 0 && place.isBefore(other.place);
    }

    private boolean isOfServerOf(SourcePosition other) {
        return serverId == other.serverId && source.equals(other.source);
    }

    boolean isAt(SourcePosition other) {
        return place.equals(other.place) && isOfServerOf(other) && gtid.equals(other.gtid);
    }

    /** The same for a watermark, which stood at another change of that source before. */
    public SourcePosition after(SourcePosition former) {
        return former.serverId == serverId && former.committedAt > committedAt
                ? new SourcePosition(source, serverId, gtid, place, former.committedAt)
                : this;
    }

    /** How much higher the other transaction's number is, which counts up per server at the end of a GTID; -1 if unknown. */
    private long transactionsUntil(SourcePosition other) {
        return gtid.isEmpty() || other.gtid.isEmpty() ? -1 : gtid.get().transactionsUntil(other.gtid.get());
    }

    /** One line of {@code name=value}, which {@link #parse} reads. */
    public String text() {
        return "source=" + encoded(source) + " server_id=" + serverId
                + gtid.map(id -> " gtid=" + encoded(id.toString())).orElse("")
                + " file=" + encoded(place.file()) + " pos=" + place.position() + " row=" + place.row()
                + (place.isDelete() ? " op=d" : "") + " ts_ms=" + committedAt;
    }

    /** Empty if it is no such line. */
    static Optional<SourcePosition> parse(String line) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : line.split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        try {
            return Optional.of(new SourcePosition(
                    decoded(values.get("source")),
                    Long.parseLong(values.get("server_id")),
                    Optional.ofNullable(values.get("gtid"))
                            .map(SourcePosition::decoded)
                            .map(Gtid::new),
                    new BinlogPlace(
                            decoded(values.get("file")),
                            Long.parseLong(values.get("pos")),
                            Long.parseLong(values.get("row")),
                            "d".equals(values.get("op"))),
                    Long.parseLong(values.get("ts_ms"))));
        } catch (NullPointerException | IllegalArgumentException notOurs) {
            // Without a position nothing is taken for a repeat, which is safe.
            return Optional.empty();
        }
    }

    /** The colons of a GTID are no harm, and easier to read. */
    private static String encoded(String text) {
        // Each flight has some, of which hardly any needs it.
        return isPlain(text)
                ? text
                : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%3A", ":");
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isAlphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!isAlphanumeric && ".-*_:".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
