package io.mysqlredis.sink.writer;

import io.mysqlredis.sink.watermark.Partition;
import io.mysqlredis.sink.watermark.Watermark;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * How watermarks are written in Redis: each is a hash, named after its connector and partition, beside the data.
 *
 * @param prefix of all keys of watermarks
 * @param connector the sink connector's name
 * @param owner unlike that of any other task, at any time
 * @param mappings what the mappings are that write the data
 * @param master in a cluster, for whose slots they speak
 */
public record WatermarkStore(
        String prefix, String connector, String owner, String mappings, Optional<MasterTag> master) {

    private static final Pattern SPECIAL_IN_GLOBS = Pattern.compile("[\\\\*?\\[\\]^-]");

    private static final byte[] OWNER = utf8("owner");
    private static final byte[] MAPPINGS = utf8("mappings");
    private static final byte[] CHECKED_AT = utf8("checked_at");
    private static final byte[] CREATED_AT = utf8("created_at");
    private static final byte[] OFFSET = utf8("offset");
    private static final String TAGS = "tags";
    private static final String SLOTS = "slots";
    private static final String HISTORY = "history";

    /**
     * A master of a cluster.
     *
     * @param tag leads to one of its slots
     * @param all the tags of all masters, which have all slots between them
     * @param stand what it is, where that is to be written
     */
    record MasterTag(String tag, Set<String> all, Optional<Layout.Stand> stand) {

        MasterTag {
            Objects.requireNonNull(tag, "tag");
            Objects.requireNonNull(stand, "stand");
            all = Set.copyOf(all);
        }

        MasterTag(String tag, Set<String> all) {
            this(tag, all, Optional.empty());
        }
    }

    public WatermarkStore {
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(mappings, "mappings");
        Objects.requireNonNull(master, "master");
    }

    public WatermarkStore(String prefix, String connector, String owner, String mappings) {
        this(prefix, connector, owner, mappings, Optional.empty());
    }

    /** The same on one master of a cluster. */
    WatermarkStore at(MasterTag tag) {
        return new WatermarkStore(prefix, connector, owner, mappings, Optional.of(tag));
    }

    /**
     * Where a watermark stands.
     *
     * @param all a pattern of the keys of all watermarks of its connector
     */
    record Name(String key, String all) {}

    Name named(Partition partition) {
        return new Name(name(partition), all());
    }

    /** A pattern of the keys of all watermarks of this connector. */
    String all() {
        return front() + "*";
    }

    String name(Partition partition) {
        return front()
                + partition.topic()
                + ":"
                + partition.number()
                + master.map(at -> ":{" + at.tag() + "}").orElse("");
    }

    byte[] key(Partition partition) {
        return utf8(name(partition));
    }

    /** For Redis's {@code SCAN … MATCH}: finds all watermarks of this connector, and may find more. */
    byte[] glob() {
        return utf8(SPECIAL_IN_GLOBS.matcher(front()).replaceAll("\\\\$0") + "*");
    }

    /** Whether a key is that of a watermark of this connector: a topic's name has no colon. */
    boolean isOne(byte[] key) {
        String name = new String(key, StandardCharsets.UTF_8);
        return name.startsWith(front()) && name.substring(front().length()).matches("[^:]+:\\d+(:\\{\\d+})?");
    }

    private String front() {
        String front = prefix + ":" + connector + ":";
        // In a cluster other braces would decide on the slot, in place of the tag.
        return master.isEmpty() ? front : front.replace("{", "%7B").replace("}", "%7D");
    }

    /** Removes those that a part of the key space holds; returns the cursor of the next. */
    String forgetSome(Connection connection, String cursor) {
        Scan part = Scan.of(connection, cursor, glob());
        List<byte[]> own = part.keys().stream().filter(this::isOne).toList();
        // One by one, as a cluster has them in different slots.
        own.forEach(key -> connection.sendCommand(Command.DEL, key));
        for (Object reply : connection.getMany(own.size())) {
            if (reply instanceof JedisDataException error) {
                throw new WatermarkRefusal(error, new Name(all(), all()));
            }
        }
        return part.next();
    }

    /** The arguments of the {@code HSET} that makes a partition this owner's. */
    byte[][] claim(Partition partition) {
        return new byte[][] {key(partition), OWNER, utf8(owner)};
    }

    /** The arguments of the {@code HSETNX} that says since when a watermark is there. */
    byte[][] birth(Partition partition, long now) {
        return new byte[][] {key(partition), CREATED_AT, utf8(Long.toString(now))};
    }

    /** The arguments of the {@code HSET} that makes a watermark, and tells nothing of an owner. */
    byte[][] placed(Partition partition, Watermark watermark) {
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(key(partition));
        watermark.fields().forEach((field, value) -> {
            arguments.add(utf8(field));
            arguments.add(utf8(value));
        });
        master.ifPresent(at -> {
            arguments.addAll(List.of(utf8(TAGS), utf8(String.join(",", new TreeSet<>(at.all())))));
            at.stand().ifPresent(stand -> {
                arguments.addAll(List.of(utf8(SLOTS), utf8(stand.slots().text())));
                stand.history().ifPresent(history -> arguments.addAll(List.of(utf8(HISTORY), utf8(history))));
            });
        });
        return arguments.toArray(byte[][]::new);
    }

    /** The arguments of the {@code HSET} by which a watermark tells for which masters there are others. */
    byte[][] layout(Partition partition) {
        String tags = String.join(",", new TreeSet<>(master.orElseThrow().all()));
        return new byte[][] {key(partition), utf8(TAGS), utf8(tags)};
    }

    /** The arguments of the {@code HSET} that makes a watermark with all that is told of it. */
    byte[][] whole(Partition partition, Held held) {
        List<byte[]> arguments = new ArrayList<>(List.of(placed(partition, held.watermark())));
        held.owner().ifPresent(value -> arguments.addAll(List.of(OWNER, utf8(value))));
        held.mappings().ifPresent(value -> arguments.addAll(List.of(MAPPINGS, utf8(value))));
        held.createdAt().ifPresent(value -> arguments.addAll(List.of(CREATED_AT, utf8(Long.toString(value)))));
        held.checkedAt().ifPresent(value -> arguments.addAll(List.of(CHECKED_AT, utf8(Long.toString(value)))));
        return arguments.toArray(byte[][]::new);
    }

    /** The arguments of the {@code HSET} that moves a watermark, and confirms it for this moment. */
    byte[][] move(Partition partition, Watermark watermark, long now) {
        List<byte[]> arguments = new ArrayList<>(List.of(placed(partition, watermark)));
        arguments.add(MAPPINGS);
        arguments.add(utf8(mappings));
        arguments.add(CHECKED_AT);
        arguments.add(utf8(Long.toString(now)));
        return arguments.toArray(byte[][]::new);
    }

    /** The arguments of the {@code HMGET} whose reply {@link #isAt} reads. */
    byte[][] glance(Partition partition) {
        return new byte[][] {key(partition), OFFSET, OWNER};
    }

    /** Whether a {@link #glance} shows this owner's watermark at this offset. */
    boolean isAt(long offset, Object reply) {
        return reply instanceof List<?> values
                && values.size() == 2
                && owner.equals(text(values.get(1)))
                && (Long.toString(offset).equals(text(values.get(0))) || (offset < 0 && values.get(0) == null));
    }

    /** What a reply to {@code HGETALL} tells. */
    static Held held(List<?> reply) {
        Map<String, String> fields = fields(reply);
        return new Held(
                Watermark.parse(fields),
                Optional.ofNullable(fields.get("owner")),
                Optional.ofNullable(fields.get("mappings")),
                time(fields.get("created_at")),
                time(fields.get("checked_at")));
    }

    /** The tags of all masters at the time of the watermark that the reply tells; none if it tells no watermark. */
    static Set<String> tags(List<?> reply) {
        String tags = fields(reply).getOrDefault(TAGS, "");
        return tags.isEmpty() ? Set.of() : Set.of(tags.split(",", -1));
    }

    /** What the master was whose watermark the reply tells; empty if that is of an older version, or none. */
    static Optional<Layout.Stand> stand(List<?> reply) {
        Map<String, String> fields = fields(reply);
        return Slots.parse(fields.getOrDefault(SLOTS, ""))
                .map(slots -> new Layout.Stand(slots, Optional.ofNullable(fields.get(HISTORY))));
    }

    private static Map<String, String> fields(List<?> reply) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i + 1 < reply.size(); i += 2) {
            fields.put(text(reply.get(i)), text(reply.get(i + 1)));
        }
        return fields;
    }

    private static OptionalLong time(String digits) {
        return digits != null && digits.matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(digits))
                : OptionalLong.empty();
    }

    private static String text(Object reply) {
        return reply instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
