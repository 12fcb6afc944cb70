package io.mysqlredis.sink.config;

import io.mysqlredis.sink.mapping.ColumnSelection;
import io.mysqlredis.sink.mapping.Lifetime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The settings that each mapping has, below {@code mappings.<name>.}, and which of them go with which type. */
enum MappingSettings {
    TABLE(
            "table",
            ".+",
            EnumSet.allOf(MappingKind.class),
            "a regular expression, such as `shop\\.orders(_\\d+)?`",
            "Which tables: a regular expression (Java's) that the whole of `database.table` must match, such as"
                    + " `shop\\.orders(_\\d+)?`."),
    TYPE(
            "type",
            "hash",
            EnumSet.allOf(MappingKind.class),
            String.join(", ", MappingKind.words()),
            "What a row becomes: a `hash` with a field for each column; a `string` that holds the row as one JSON document, or"
                    + " with `value` anything else; a `json` document of RedisJSON; a member of a `set`, of a sorted set"
                    + " (`zset`) or of a `geo` set; or, for each change of it, an entry in a `stream`."),
    KEY(
            "key",
            "${table}:${pk}",
            EnumSet.allOf(MappingKind.class),
            "a template, such as `order:${id}`",
            "The Redis key: a template of text, `${column}`, `${table}`, `${database}` and `${pk}`, which is the whole primary"
                    + " key with `:` between its columns. A column named table, database or pk is written `${row.table}`."
                    + " Must be given for set, zset, geo and stream, where many rows share a key."),
    COLUMNS(
            "columns",
            "*",
            EnumSet.of(MappingKind.HASH, MappingKind.STRING, MappingKind.JSON, MappingKind.STREAM),
            ColumnSelection.FORM,
            "The columns that are kept: " + ColumnSelection.FORM
                    + ". A name with a comma or a space stands in backticks."),
    WHERE(
            "where",
            null,
            EnumSet.allOf(MappingKind.class),
            "a condition, such as `row.status != 'draft'`",
            "Which rows: an expression in CEL over `row`, `table` and `database`, such as `row.status != 'draft'`. A row that"
                    + " it stops to hold for is removed. A NULL is `null`."),
    TTL(
            "ttl",
            null,
            EnumSet.of(MappingKind.HASH, MappingKind.STRING, MappingKind.JSON),
            Lifetime.FORM,
            "When the key expires: " + Lifetime.FORM
                    + " (a date or time, taken as UTC, or a number of seconds since 1970)."
                    + " A duration counts from the commit in MySQL. Where the column is NULL, the key stays."),
    NULL(
            "null",
            null,
            EnumSet.of(MappingKind.HASH, MappingKind.STRING, MappingKind.JSON, MappingKind.STREAM),
            "omit, or empty in a hash, or null in JSON",
            "What NULL becomes. In a hash: `omit`, no field, which is the default, or `empty`, an empty field. In JSON:"
                    + " `null`, which is the default, or `omit`, no member."),
    VALUE(
            "value",
            null,
            EnumSet.of(MappingKind.STRING),
            "a template, such as `${id}`",
            "For type `string`: a template as for `key`, such as `${id}`, instead of the whole row. A row where one of its"
                    + " columns is NULL has no key."),
    MEMBER(
            "member",
            "${pk}",
            EnumSet.of(MappingKind.SET, MappingKind.ZSET, MappingKind.GEO),
            "a template, such as `${id}`",
            "For types `set`, `zset` and `geo`: what the row is called inside the key, a template as for `key`."),
    SCORE(
            "score",
            null,
            EnumSet.of(MappingKind.ZSET),
            "the name of a column",
            "For type `zset`: the column that is the score, a number, or a date or time, which becomes milliseconds since 1970"
                    + " (one without a zone is taken as UTC). A row where it is NULL is not in the set. Must be given."),
    SCORE_ROUNDING(
            "score.rounding",
            "refuse",
            EnumSet.of(MappingKind.ZSET),
            "allow or refuse",
            "For type `zset`: whether a score with more digits than Redis can hold, about 15, is an error (`refuse`) or is"
                    + " rounded (`allow`)."),
    LONGITUDE(
            "longitude",
            null,
            EnumSet.of(MappingKind.GEO),
            "the name of a column",
            "For type `geo`: the column with the longitude in degrees, -180 to 180. Must be given."),
    LATITUDE(
            "latitude",
            null,
            EnumSet.of(MappingKind.GEO),
            "the name of a column",
            "For type `geo`: the column with the latitude in degrees, -85.05112878 to 85.05112878. A row where one of the two"
                    + " is NULL is not in the set. Must be given."),
    SHARED(
            "shared",
            null,
            EnumSet.complementOf(EnumSet.of(MappingKind.STREAM)),
            "single-partition",
            "`single-partition` allows an entry that one row can leave to another, as its key and member do not hold the"
                    + " whole primary key, such as `email:${email}`. All such rows must then come through one topic of"
                    + " one partition, and no two of them may have the entry at a time."),
    EVENTS(
            "events",
            null,
            EnumSet.of(MappingKind.STREAM),
            "a condition, such as `op != 'read'`",
            "For type `stream`: which changes, an expression in CEL over `op` (`insert`, `update`, `delete`, `read`,"
                    + " `truncate`, `upsert`), `before`, `after`, `source`, `table` and `database`, such as"
                    + " `op == 'update' && before.status != after.status`."),
    MAXLEN(
            "maxlen",
            null,
            EnumSet.of(MappingKind.STREAM),
            "a whole number above 0",
            "For type `stream`: about how many of the newest entries each stream keeps. All, unless given.");

    static final String PREFIX = "mappings.";

    private final String suffix;
    private final String defaultValue;
    // Made here and handed out as they are; nobody changes them.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<MappingKind> types;

    private final String form;
    private final String documentation;

    MappingSettings(String suffix, String defaultValue, Set<MappingKind> types, String form, String documentation) {
        this.suffix = suffix;
        this.defaultValue = defaultValue;
        this.types = types;
        this.form = form;
        this.documentation = documentation;
    }

    String suffix() {
        return suffix;
    }

    String defaultValue() {
        return defaultValue;
    }

    Set<MappingKind> types() {
        return types;
    }

    /** What is accepted, in a few words. */
    String form() {
        return form;
    }

    String documentation() {
        return documentation;
    }

    /** The name of this setting for one mapping. */
    String of(String mapping) {
        return PREFIX + mapping + "." + suffix;
    }

    static List<String> suffixes() {
        return Arrays.stream(values()).map(MappingSettings::suffix).toList();
    }

    static void define(ConfigDef definition, String mapping) {
        int order = 0;
        for (MappingSettings setting : values()) {
            definition.define(
                    setting.of(mapping),
                    ConfigDef.Type.STRING,
                    setting.defaultValue,
                    Importance.MEDIUM,
                    setting.documentation,
                    PREFIX + mapping,
                    order++,
                    ConfigDef.Width.LONG,
                    setting.suffix);
        }
    }
}
