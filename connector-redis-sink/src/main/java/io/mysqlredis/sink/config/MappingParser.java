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
import java.util.ArrayList;
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
    private final Map<String, String> properties;
    private final List<Problem> problems = new ArrayList<>();

    private MappingParser(String name, Map<String, String> properties) {
        this.name = name;
        this.properties = properties;
    }

    /**
     * Reads a mapping.
     *
     * @param problems where all that is wrong with it is added
     * @return the mapping, unless something is wrong with it
     */
    static Optional<Mapping> parse(String name, Map<String, String> properties, List<Problem> problems) {
        MappingParser parser = new MappingParser(name, properties);
        Optional<Mapping> mapping =
                parser.read(MappingSettings.TYPE, MappingParser::type).map(parser::mapping);
        problems.addAll(parser.problems);
        return parser.problems.isEmpty() ? mapping : Optional.empty();
    }

    /** Wherever something is wrong, a default stands in: the mapping is dropped then, and its problems count. */
    private Mapping mapping(MappingKind type) {
        refuseSettingsOfOtherTypes(type);
        return new Mapping(
                MappingSettings.PREFIX + name,
                tables(),
                key(type),
                content(type),
                read(MappingSettings.WHERE, RowFilter::compile),
                isChosen(MappingSettings.SHARED, "single-partition"));
    }

    private static MappingKind type(String word) {
        return MappingKind.of(word)
                .orElseThrow(
                        () -> new IllegalArgumentException("must be one of " + String.join(", ", MappingKind.words())));
    }

    private TablePattern tables() {
        return given(MappingSettings.TABLE).isEmpty()
                ? TablePattern.ALL
                : read(MappingSettings.TABLE, TablePattern::parse).orElse(TablePattern.ALL);
    }

    private Template key(MappingKind type) {
        if (type.sharesKeys() && given(MappingSettings.KEY).isEmpty()) {
            problem(MappingSettings.KEY, "must be given for type " + type.word() + ", where many rows share a key");
        }
        Template key = read(MappingSettings.KEY, Template::parse).orElse(DEFAULT_KEY);
        if (!type.sharesKeys() && key.isConstant()) {
            problem(
                    MappingSettings.KEY,
                    "is one key for all rows; it must hold ${pk}, or the columns that tell them apart");
        }
        return key;
    }

    private MappingType content(MappingKind type) {
        return switch (type) {
            case HASH -> new HashEntry(columns(), isChosen(MappingSettings.NULL, "empty", "omit"), ttl());
            case STRING -> given(MappingSettings.VALUE).isPresent() ? value() : document(Store.STRING);
            case JSON -> document(Store.REDIS_JSON);
            case SET -> new SetEntry(member());
            case ZSET ->
                new SortedSetEntry(
                        member(),
                        column(MappingSettings.SCORE),
                        isChosen(MappingSettings.SCORE_ROUNDING, "allow", "refuse"));
            case GEO -> new GeoEntry(member(), column(MappingSettings.LONGITUDE), column(MappingSettings.LATITUDE));
            case STREAM ->
                new StreamType(documentColumns(), read(MappingSettings.EVENTS, EventFilter::compile), maxLength());
        };
    }

    private DocumentEntry document(Store store) {
        return new DocumentEntry(store, documentColumns(), ttl());
    }

    private DocumentColumns documentColumns() {
        return new DocumentColumns(columns(), isChosen(MappingSettings.NULL, "omit", "null"));
    }

    private ValueEntry value() {
        for (MappingSettings setting : List.of(MappingSettings.COLUMNS, MappingSettings.NULL)) {
            if (given(setting).isPresent()) {
                problem(
                        setting,
                        "is for the whole row, and " + MappingSettings.VALUE.of(name)
                                + " is given in place of it; leave one of them out");
            }
        }
        return new ValueEntry(read(MappingSettings.VALUE, Template::parse).orElse(DEFAULT_MEMBER), ttl());
    }

    private ColumnSelection columns() {
        return read(MappingSettings.COLUMNS, ColumnSelection::parse).orElse(ColumnSelection.ALL);
    }

    private Template member() {
        return read(MappingSettings.MEMBER, Template::parse).orElse(DEFAULT_MEMBER);
    }

    private Optional<Lifetime> ttl() {
        return read(MappingSettings.TTL, Lifetime::parse);
    }

    private String column(MappingSettings setting) {
        if (given(setting).isEmpty()) {
            problem(setting, "must name a column");
        }
        return read(setting, ColumnName::parse).orElse("");
    }

    private OptionalLong maxLength() {
        return read(MappingSettings.MAXLEN, MappingParser::count)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private static Long count(String text) {
        if (!text.matches("[1-9]\\d{0,17}")) {
            throw new IllegalArgumentException("must be a whole number above 0");
        }
        return Long.valueOf(text);
    }

    /** Whether the first word was chosen; another one than these is a problem. */
    private boolean isChosen(MappingSettings setting, String... words) {
        Optional<String> given = given(setting);
        if (given.isPresent() && !List.of(words).contains(given.get())) {
            problem(setting, "must be " + String.join(" or ", words));
        }
        return given.isPresent() && given.get().equals(words[0]);
    }

    private void refuseSettingsOfOtherTypes(MappingKind type) {
        for (MappingSettings setting : MappingSettings.values()) {
            if (given(setting).isPresent() && !setting.types().contains(type)) {
                List<String> others =
                        setting.types().stream().map(MappingKind::word).toList();
                problem(
                        setting,
                        "does not go with type " + type.word() + "; it is for " + String.join(", ", others)
                                + (setting == MappingSettings.TTL ? ", where a key holds one row" : ""));
            }
        }
    }

    /** The setting's text; a default counts as not given. */
    private Optional<String> given(MappingSettings setting) {
        return Optional.ofNullable(properties.get(setting.of(name))).map(String::strip);
    }

    private <T> Optional<T> read(MappingSettings setting, Function<String, T> parser) {
        Optional<String> text = given(setting).or(() -> Optional.ofNullable(setting.defaultValue()));
        try {
            return text.map(parser);
        } catch (IllegalArgumentException e) {
            problem(setting, e.getMessage());
            return Optional.empty();
        }
    }

    private void problem(MappingSettings setting, String message) {
        problems.add(new Problem(setting.of(name), message));
    }
}
