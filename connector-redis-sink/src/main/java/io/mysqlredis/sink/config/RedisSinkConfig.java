package io.mysqlredis.sink.config;

import io.mysqlredis.sink.event.RecordDecoder;
import io.mysqlredis.sink.mapping.DocumentEntry;
import io.mysqlredis.sink.mapping.Mappings;
import io.mysqlredis.sink.mapping.TruncatePolicy;
import io.mysqlredis.sink.rendering.InstantFormat;
import io.mysqlredis.sink.rendering.ValueRendering;
import io.mysqlredis.sink.writer.RedisMisconfiguredException;
import io.mysqlredis.sink.writer.RedisTarget;
import io.mysqlredis.sink.writer.WatermarkStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;

/** The connector's settings, each declared here once and handed on as a typed value. */
public final class RedisSinkConfig extends AbstractConfig {

    public static final String MAPPINGS = MappingsParser.MAPPINGS;
    public static final String INSTANT_FORMAT = "instant.format";
    public static final String TRUNCATE = "truncate";

    private static final Duration KAFKAS_SESSION_TIMEOUT = Duration.ofSeconds(45);

    private final MappingsParser parsedMappings;

    /** @throws ConfigException if something is wrong, naming the setting */
    public RedisSinkConfig(Map<String, String> properties) {
        super(definition(properties), properties);
        this.parsedMappings = MappingsParser.parse(mappingNames(properties), properties);
        List<Problem> problems = problems(properties, parsedMappings);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
    }

    /** What is wrong with settings besides what their definitions tell. */
    public static List<Problem> problems(Map<String, String> properties) {
        return problems(properties, MappingsParser.parse(mappingNames(properties), properties));
    }

    private static List<Problem> problems(Map<String, String> properties, MappingsParser parsed) {
        List<Problem> problems = new ArrayList<>(parsed.problems());
        problems.addAll(RedisProblems.find(properties));
        problems.addAll(RecordSettings.find(properties));
        problems.addAll(UnknownSettings.find(properties, definition(properties).names(), mappingNames(properties)));
        return problems;
    }

    /** Connect takes no setting of null, and leaves it to us to say so. */
    private static void refuseNull(String name, Object value) {
        if (value == null) {
            throw new ConfigException(name + " must be a list of names, or be left out");
        }
    }

    private static List<String> mappingNames(Map<String, String> properties) {
        String names = properties.get(MAPPINGS);
        return names == null || names.isBlank()
                ? List.of()
                : Arrays.stream(names.split(",", -1)).map(String::strip).toList();
    }

    /** All settings, with those of the mappings that are listed. */
    public static ConfigDef definition(Map<String, String> properties) {
        ConfigDef definition = definition();
        mappingNames(properties).stream().distinct().forEach(name -> MappingSettings.define(definition, name));
        return definition;
    }

    /** The settings that are there without any mapping. */
    public static ConfigDef definition() {
        ConfigDef definition = RedisDefinition.addTo(new ConfigDef())
                .define(
                        MAPPINGS,
                        ConfigDef.Type.LIST,
                        List.of(),
                        ConfigDef.LambdaValidator.with(RedisSinkConfig::refuseNull, () -> "names, separated by commas"),
                        Importance.HIGH,
                        "The names of the mappings, each with settings of its own below `mappings.<name>.`. Several may match"
                                + " one table; a row that none matches is left out. With none, each row of every table"
                                + " becomes a hash at `${table}:${pk}`.")
                .define(
                        INSTANT_FORMAT,
                        ConfigDef.Type.STRING,
                        "iso",
                        ConfigDef.ValidString.in("iso", "epoch"),
                        Importance.LOW,
                        "How a TIMESTAMP, which is an instant, is written: `iso`, as `2024-02-29T12:34:56.789Z`, or `epoch`, in"
                                + " milliseconds since 1970-01-01T00:00Z. A DATETIME has no zone, is no instant, and is"
                                + " not changed by this.")
                .define(
                        TRUNCATE,
                        ConfigDef.Type.STRING,
                        "fail",
                        ConfigDef.ValidString.in("fail", "ignore", "apply"),
                        Importance.MEDIUM,
                        "What TRUNCATE TABLE does: `fail`, the record is refused; `ignore`, the rows stay in Redis; `apply`,"
                                + " every key that has the form and type that the mappings of this table write is removed."
                                + " `apply` needs topics of one partition, since newer rows of others would go too.");
        WatermarkSettings.define(definition);
        RecordSettings.define(definition);
        return definition;
    }

    /** What makes of records what the parser reads. */
    public RecordDecoder decoder() {
        return new RecordSettings(this).decoder();
    }

    public Mappings mappings() {
        TruncatePolicy policy = TruncatePolicy.valueOf(getString(TRUNCATE).toUpperCase(Locale.ROOT));
        InstantFormat instants = InstantFormat.valueOf(getString(INSTANT_FORMAT).toUpperCase(Locale.ROOT));
        return new Mappings(parsedMappings.mappings(), policy, new ValueRendering(instants));
    }

    /** Which keys the mappings write, in one line; not the same as that of any other mappings. */
    public String mappingsSummary() {
        return MappingsSummary.of(parsedMappings.mappings(), texts());
    }

    /** How a task of this owner keeps watermarks; empty if it is to keep none. */
    public Optional<WatermarkStore> watermarks(String owner) {
        return getBoolean(WatermarkSettings.ENABLED)
                ? Optional.of(new WatermarkStore(
                        getString(WatermarkSettings.PREFIX), connectorName(), owner, mappingsSummary()))
                : Optional.empty();
    }

    private String connectorName() {
        // Connect hands it to each connector and task.
        return texts().getOrDefault("name", "unnamed");
    }

    /** As they were given, without those that are null: while they are validated, some may be. */
    private Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        originals().forEach((setting, value) -> {
            if (value instanceof String text) {
                texts.put(setting, text);
            }
        });
        return texts;
    }

    /** The same for nobody in particular, to change watermarks while no task runs. */
    public Optional<WatermarkStore> watermarks() {
        return watermarks("");
    }

    /** After which Kafka notices that a consumer of this connector is gone. */
    public Duration sessionTimeout() {
        String millis = texts().getOrDefault("consumer.override.session.timeout.ms", "");
        return millis.matches("\\d{1,9}") ? Duration.ofMillis(Long.parseLong(millis)) : KAFKAS_SESSION_TIMEOUT;
    }

    public boolean appliesTruncate() {
        return getString(TRUNCATE).equals("apply");
    }

    /** The commands that not every Redis has, each with the settings that ask for it. */
    public Map<String, List<String>> specialCommands() {
        List<String> settings = parsedMappings.mappings().stream()
                .filter(mapping -> mapping.type() instanceof DocumentEntry document
                        && document.store() == DocumentEntry.Store.REDIS_JSON)
                .map(mapping -> mapping.name() + ".type")
                .toList();
        return settings.isEmpty() ? Map.of() : Map.of("JSON.SET", settings);
    }

    /** What to tell where a server does not know one of the {@link #specialCommands}. */
    public static String lacks(String command) {
        return "needs RedisJSON, and this Redis does not know " + command
                + "; use Redis 8 or the module, or type string, which holds the same document";
    }

    /** The same commands, each with all that is to be told where the server does not know it. */
    public Map<String, String> requiredCommands() {
        return specialCommands().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().get(0) + " " + lacks(entry.getKey())));
    }

    /** Where Redis is, and how to get in. */
    public RedisTarget redis() {
        return new RedisSettings(this).target();
    }

    /** What to tell where Redis cannot be used now, or where it refuses the connector. */
    public Problem unusable(RuntimeException failure) {
        String setting = failure instanceof RedisMisconfiguredException misconfigured
                ? settingToCorrect(misconfigured)
                : RedisDefinition.URI;
        return new Problem(setting, "cannot be used: " + failure.getMessage());
    }

    /** The setting that a refusal is about. */
    public String settingToCorrect(RedisMisconfiguredException refusal) {
        return new RedisSettings(this).settingOf(refusal.aspect());
    }
}
