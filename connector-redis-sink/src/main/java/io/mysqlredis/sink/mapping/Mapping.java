package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.event.TableId;
import io.mysqlredis.sink.filter.RowFilter;
import java.util.Objects;
import java.util.Optional;

/**
 * What the rows of some tables become in Redis.
 *
 * @param name as messages call it: the front of its settings, such as {@code mappings.orders}
 * @param where which rows it takes; all if empty
 * @param isSharedWithinPartition whether rows may leave entries to each other, since all come through one partition
 */
public record Mapping(
        String name,
        TablePattern tables,
        Template key,
        MappingType type,
        Optional<RowFilter> where,
        boolean isSharedWithinPartition) {

    /** What is used where no mapping is configured: a hash per row. */
    public static final Mapping HASH_PER_ROW = new Mapping(
            "mappings",
            TablePattern.ALL,
            Template.parse("${table}:${pk}"),
            new HashEntry(ColumnSelection.ALL, false, Optional.empty()),
            Optional.empty(),
            false);

    public Mapping {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(tables, "tables");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(where, "where");
    }

    /**
     * Whether it takes this image of a row.
     *
     * @throws BadRecordException if its {@code where} has no answer for it
     */
    boolean takes(TableId table, Row image) {
        try {
            return where.isEmpty() || where.get().matches(table, image);
        } catch (BadRecordException e) {
            throw new BadRecordException(name + ".where: " + e.getMessage());
        }
    }

    /** Whether both take the same tables, as far as their texts tell, and collide there. */
    public boolean overwrites(Mapping other) {
        return tables.equals(other.tables) && collidesWith(other);
    }

    /** Whether rows of one table in this and of another in the other come to stand in one place, whichever tables those are. */
    public boolean mixesTablesWith(Mapping other) {
        return !namesTable() && collidesWith(other);
    }

    /** Whether rows of any two tables may share an entry. */
    public boolean mixesTables() {
        return tables.equals(TablePattern.ALL) && type instanceof EntryType && !namesTable();
    }

    private boolean namesTable() {
        return key.namesTable() || member().filter(Template::namesTable).isPresent();
    }

    /** Whether, for one table, entries of both may come to stand in one place. */
    boolean collidesWith(Mapping other) {
        if (!key.hasFormOf(other.key)) {
            return false;
        }
        boolean shareTheKey = member().isPresent()
                && other.member().isPresent()
                && type.redisType().equals(other.type.redisType());
        boolean bothAppend = type instanceof StreamType && other.type instanceof StreamType;
        return shareTheKey ? member().get().hasFormOf(other.member().get()) : !bothAppend;
    }

    private Optional<Template> member() {
        return type instanceof EntryType entry ? entry.member() : Optional.empty();
    }
}
