package io.mysqlredis.sink.config;

import io.mysqlredis.sink.avro.AvroDecoder;
import io.mysqlredis.sink.event.RecordDecoder;
import io.mysqlredis.sink.json.JsonDecoder;
import io.mysqlredis.sink.registry.HttpSchemaRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** The settings of the form in which records come, and of the schema registry, which has Confluent's names for its own. */
final class RecordSettings {

    static final String FORMAT = "records.format";
    static final String URL = "schema.registry.url";
    static final String BASIC = "schema.registry.basic.auth.user.info";
    static final String BEARER = "schema.registry.bearer.auth.token";
    static final String SSL_PREFIX = "schema.registry.ssl.";

    private static final String CONNECT = "connect";
    private static final String AVRO = "avro";
    private static final String JSON = "json";
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

    /** Connect takes it for the same. */
    private static final String ALIAS = "ByteArrayConverter";

    private final AbstractConfig config;

    RecordSettings(AbstractConfig config) {
        this.config = config;
    }

    static void define(ConfigDef definition) {
        definition
                .define(
                        FORMAT,
                        ConfigDef.Type.STRING,
                        CONNECT,
                        ConfigDef.ValidString.in(CONNECT, AVRO, JSON),
                        Importance.MEDIUM,
                        "Who decodes records: `connect`, the converters, whichever they are; or the sink itself, which takes less"
                                + " CPU: `avro`, what a converter for Avro wrote with a schema registry, `json`, what Kafka's"
                                + " `JsonConverter` wrote with schemas. These two need `key.converter` and `value.converter` to"
                                + " be `" + BYTES + "`, and transforms of the sink see nothing but bytes.")
                .define(
                        URL,
                        ConfigDef.Type.LIST,
                        List.of(),
                        Importance.MEDIUM,
                        "With `records.format=avro`, where the schema registry is, with the path at which its API of"
                                + " Confluent's begins, such as `https://registry:8081`; several addresses of the same registry"
                                + " are separated by commas. A schema is missing only where all of them say so; while one"
                                + " that may have it does not answer, the sink waits.")
                .define(
                        BASIC,
                        ConfigDef.Type.PASSWORD,
                        null,
                        Importance.MEDIUM,
                        "User and password for the schema registry, with a colon between them.")
                .define(
                        BEARER,
                        ConfigDef.Type.PASSWORD,
                        null,
                        Importance.MEDIUM,
                        "A token for the schema registry, in place of user and password.");
        SslStoreSettings.addTo(definition, SSL_PREFIX);
    }

    /** Nothing where one of the settings is wrong by itself, which is told by its definition. */
    static List<Problem> find(Map<String, String> properties) {
        AbstractConfig config;
        try {
            ConfigDef definition = new ConfigDef();
            define(definition);
            config = new AbstractConfig(definition, properties, false);
        } catch (ConfigException wrongByItself) {
            return List.of();
        }
        return new RecordSettings(config).problems(properties);
    }

    private List<Problem> problems(Map<String, String> properties) {
        List<Problem> problems = new ArrayList<>();
        if (!format().equals(CONNECT)) {
            checkConverters(properties, problems);
        }
        if (!format().equals(AVRO)) {
            for (String setting : List.of(URL, BASIC, BEARER)) {
                if (!Objects.requireNonNullElse(properties.get(setting), "").isEmpty()) {
                    problems.add(new Problem(
                            setting,
                            "is for records.format=avro; a converter has its own, such as"
                                    + " value.converter.schema.registry.url; leave this out, or set records.format"));
                }
            }
            return problems;
        }
        checkUrls(problems);
        if (secret(BASIC).isPresent() && secret(BEARER).isPresent()) {
            problems.add(new Problem(BEARER, "is in place of " + BASIC + "; give one of them"));
        }
        if (secret(BASIC).isPresent() && !secret(BASIC).get().contains(":")) {
            problems.add(new Problem(BASIC, "must be a user and a password with a colon between them"));
        }
        for (String setting : List.of(BASIC, BEARER)) {
            if (secret(setting)
                    .filter(text -> text.chars().anyMatch(Character::isISOControl))
                    .isPresent()) {
                problems.add(new Problem(setting, "has a line break or another control character, perhaps at its end"));
            }
        }
        problems.addAll(stores().problems());
        return problems;
    }

    private static void checkConverters(Map<String, String> properties, List<Problem> problems) {
        for (String setting : List.of("key.converter", "value.converter")) {
            String converter = properties.get(setting);
            if (converter != null && !converter.equals(BYTES) && !converter.equals(ALIAS)) {
                problems.add(new Problem(
                        setting,
                        "must be " + BYTES + ", since with this records.format the sink decodes records itself"));
            }
        }
    }

    private void checkUrls(List<Problem> problems) {
        List<String> urls = config.getList(URL);
        if (urls.isEmpty()) {
            problems.add(new Problem(URL, "must be given with records.format=avro: where the schema registry is"));
        }
        for (String url : urls) {
            if (!isUrl(url)) {
                problems.add(new Problem(
                        URL,
                        "must be URLs with http:// or https:// and a host, without a login and without what"
                                + " begins with ? or #, separated by commas; a login goes into " + BASIC));
            }
        }
    }

    private static boolean isUrl(String text) {
        try {
            URI url = URI.create(text);
            return List.of("http", "https").contains(url.getScheme())
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getQuery() == null
                    && url.getFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String format() {
        return config.getString(FORMAT);
    }

    RecordDecoder decoder() {
        return switch (format()) {
            case AVRO -> new AvroDecoder(registry());
            case JSON -> new JsonDecoder();
            default -> RecordDecoder.CONVERTED;
        };
    }

    private HttpSchemaRegistry registry() {
        List<URI> urls = config.getList(URL).stream()
                .map(url -> URI.create(url.replaceFirst("/+$", "")))
                .toList();
        HttpClient.Builder http = HttpClient.newBuilder();
        if (urls.stream().anyMatch(url -> url.getScheme().equals("https"))) {
            http.sslContext(stores().stores().get());
        }
        return new HttpSchemaRegistry(urls, authorization(), http, InstantSource.system());
    }

    private Optional<String> authorization() {
        return secret(BEARER)
                .map(token -> "Bearer " + token)
                .or(() -> secret(BASIC)
                        .map(login ->
                                "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))));
    }

    private SslStoreSettings stores() {
        return new SslStoreSettings(config, SSL_PREFIX);
    }

    private Optional<String> secret(String setting) {
        return Optional.ofNullable(config.getPassword(setting))
                .map(Password::value)
                .filter(value -> !value.isEmpty());
    }
}
