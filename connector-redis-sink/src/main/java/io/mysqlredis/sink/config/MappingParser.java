package io.mysqlredis.sink.config;

import io.mysqlredis.sink.filter.EventFilter;
import io.mysqlredis.sink.filter.RowFilter;
import io.mysqlredis.sink.mapping.ColumnName;
import io.mysqlredis.sink.mapping.ColumnSelection;
import io.mysqlredis.sink.mapping.DocumentColumns;
import io.mysqlredis.sink.mapping.DocumentEntry;
import io.mysqlredis.sink.mapping.DocumentEntry.Store;
import io.mysqlredis.sink.mapping.GeoEntry;
import io.mysqlredis.sink.mapping.HashEntry;
import io.mysqlredis.sink.mapping.Lifetime;
import io.mysqlredis.sink.mapping.Mapping;
import io.mysqlredis.sink.mapping.MappingType;
import io.mysqlredis.sink.mapping.SetEntry;
import io.mysqlredis.sink.mapping.SortedSetEntry;
import io.mysqlredis.sink.mapping.StreamType;
import io.mysqlredis.sink.mapping.TablePattern;
import io.mysqlredis.sink.mapping.Template;
import io.mysqlredis.sink.mapping.ValueEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads the settings of one mapping, and says of each what is wrong with it. */
final class MappingParser {

    private static final Template DEFAULT_KEY = Template.parse(MappingSettings.KEY.defaultValue());
    private static final Template DEFAULT_MEMBER = Template.parse(MappingSettings.MEMBER.defaultValue());

    private final String name;
    private final GivenSettings settings;

    private MappingParser(String name, GivenSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    /**
     * Reads a mapping.
     *
     * @param problems where all that is wrong with it is added
     * @return the mapping, unless something is wrong with it
     */
    static Optional<Mapping> parse(String name, Map<String, String> properties, List<Problem> problems) {
        GivenSettings settings = new GivenSettings(name, properties);
        MappingParser parser = new MappingParser(name, settings);
        Optional<MappingKind> type = settings.read(MappingSettings.TYPE, MappingParser::type);
        if (type.isEmpty()) {
            parser.checkWhatEveryTypeHas();
        }
        Optional<Mapping> mapping = type.map(parser::mapping);
        problems.addAll(settings.problems());
        return settings.problems().isEmpty() ? mapping : Optional.empty();
    }

    /** Wherever something is wrong, a default stands in: the mapping is dropped then, and its problems count. */
    private Mapping mapping(MappingKind type) {
        refuseSettingsOfOtherTypes(type);
        Template key = key(type);
        return new Mapping(
                MappingSettings.PREFIX + name,
                tables(),
                key,
                content(type, key),
                where(),
                settings.isChosen(MappingSettings.SHARED, "single-partition"));
    }

    /** So that a mistake in the type hides no other. */
    private void checkWhatEveryTypeHas() {
        tables();
        settings.read(MappingSettings.KEY, Template::parse);
        where();
    }

    private static MappingKind type(String word) {
        return MappingKind.of(word)
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + MappingSettings.TYPE.form()));
    }

    private TablePattern tables() {
        return settings.read(MappingSettings.TABLE, TablePattern::parse).orElse(TablePattern.ALL);
    }

    private Template key(MappingKind type) {
        if (type.sharesKeys() && settings.given(MappingSettings.KEY).isEmpty()) {
            settings.problem(
                    MappingSettings.KEY,
                    "must be given for type " + type.word() + ", where many rows share a key: "
                            + MappingSettings.KEY.form());
        }
        Template key = settings.read(MappingSettings.KEY, Template::parse).orElse(DEFAULT_KEY);
        if (!type.sharesKeys() && !key.usesRow()) {
            settings.problem(
                    MappingSettings.KEY,
                    "is one key for all rows; it must hold ${pk}, or the columns that tell them apart");
        }
        return key;
    }

    private MappingType content(MappingKind type, Template key) {
        return switch (type) {
            case HASH -> new HashEntry(columns(), settings.isChosen(MappingSettings.NULL, "empty", "omit"), ttl());
            case STRING -> settings.given(MappingSettings.VALUE).isPresent() ? value() : document(Store.STRING);
            case JSON -> document(Store.REDIS_JSON);
            case SET -> new SetEntry(member(key));
            case ZSET ->
                new SortedSetEntry(
                        member(key),
                        column(MappingSettings.SCORE),
                        settings.isChosen(MappingSettings.SCORE_ROUNDING, "allow", "refuse"));
            case GEO -> new GeoEntry(member(key), column(MappingSettings.LONGITUDE), column(MappingSettings.LATITUDE));
            case STREAM -> new StreamType(documentColumns(), events(), maxLength());
        };
    }

    private DocumentEntry document(Store store) {
        return new DocumentEntry(store, documentColumns(), ttl());
    }

    private DocumentColumns documentColumns() {
        return new DocumentColumns(columns(), settings.isChosen(MappingSettings.NULL, "omit", "null"));
    }

    private ValueEntry value() {
        for (MappingSettings setting : List.of(MappingSettings.COLUMNS, MappingSettings.NULL)) {
            if (settings.given(setting).isPresent()) {
                settings.problem(
                        setting,
                        "is for the whole row, and " + MappingSettings.VALUE.of(name)
                                + " is given in place of it; leave one of them out");
            }
        }
        return new ValueEntry(
                settings.read(MappingSettings.VALUE, Template::parse).orElse(DEFAULT_MEMBER), ttl());
    }

    private ColumnSelection columns() {
        return settings.read(MappingSettings.COLUMNS, ColumnSelection::parse).orElse(ColumnSelection.ALL);
    }

    private Template member(Template key) {
        Template member = settings.read(MappingSettings.MEMBER, Template::parse).orElse(DEFAULT_MEMBER);
        if (!key.usesRow() && !member.usesRow()) {
            settings.problem(
                    MappingSettings.MEMBER,
                    "is one member for all rows, in one key; it must hold ${pk}, or the columns that tell them apart");
        }
        return member;
    }

    private Optional<RowFilter> where() {
        return settings.read(
                MappingSettings.WHERE,
                text -> condition(text, RowFilter::compile, "row, table and database, where a column is row.name"));
    }

    private Optional<EventFilter> events() {
        return settings.read(
                MappingSettings.EVENTS,
                text -> condition(
                        text,
                        EventFilter::compile,
                        "op, before, after, source, table and database, where a column is before.name or after.name"));
    }

    /** What CEL says has lines of its own: where, and the expression with a mark below that place. */
    private static <T> T condition(String text, Function<String, T> compiler, String variables) {
        try {
            return compiler.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no condition in CEL over " + variables + "\n" + e.getMessage(), e);
        }
    }

    private Optional<Lifetime> ttl() {
        return settings.read(MappingSettings.TTL, Lifetime::parse);
    }

    private String column(MappingSettings setting) {
        if (settings.given(setting).isEmpty()) {
            settings.problem(setting, "must be given: " + setting.form());
        }
        return settings.read(setting, ColumnName::parse).orElse("");
    }

    private OptionalLong maxLength() {
        return settings.read(MappingSettings.MAXLEN, MappingParser::count)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private static Long count(String text) {
        if (!text.matches("[1-9]\\d{0,17}")) {
            throw new IllegalArgumentException("must be " + MappingSettings.MAXLEN.form());
        }
        return Long.valueOf(text);
    }

    private void refuseSettingsOfOtherTypes(MappingKind type) {
        for (MappingSettings setting : MappingSettings.values()) {
            if (settings.given(setting).isPresent() && !setting.types().contains(type)) {
                List<String> others =
                        setting.types().stream().map(MappingKind::word).toList();
                settings.problem(
                        setting,
                        "does not go with type " + type.word() + "; it is for " + String.join(", ", others)
                                + (setting == MappingSettings.TTL ? ", where a key holds one row" : ""));
            }
        }
    }
}
