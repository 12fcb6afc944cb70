package io.mysqlredis.sink.config;

import io.mysqlredis.sink.writer.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.types.Password;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings {@code redis.ssl.*}: those of Kafka's own clients, with the same names and values behind the prefix. */
final class SslSettings {

    static final String PREFIX = "redis.ssl.";
    static final String HOST_NAME_CHECK = PREFIX + "endpoint.identification.algorithm";

    private static final Logger LOG = LoggerFactory.getLogger(SslSettings.class);

    private static final String TYPE =
            " `PEM`, `PKCS12` or `JKS`; unless given, it is told by what the file's name ends in:"
                    + " `.pem`, `.crt` and `.cer`, `.p12` and `.pfx`, any other.";

    private static final String KEY_STORE_CLUES = "redis.ssl.keystore.type, redis.ssl.keystore.password and"
            + " redis.ssl.key.password; a private key in PEM must be PKCS#8 (openssl pkcs8 -topk8)";

    private final AbstractConfig config;

    SslSettings(AbstractConfig config) {
        this.config = config;
    }

    static void addTo(ConfigDef definition) {
        addTrustStore(definition);
        addKeyStore(definition);
        definition.define(
                HOST_NAME_CHECK,
                ConfigDef.Type.STRING,
                "https",
                ConfigDef.CaseInsensitiveValidString.in("https", ""),
                Importance.LOW,
                "How the host's name is looked for in the server's certificate: `https`, as browsers do. If it is empty, any"
                        + " certificate that is trusted will do, whatever host it is for.");
    }

    private static void addTrustStore(ConfigDef definition) {
        text(
                definition,
                "truststore.location",
                "The file with the certificates of the authorities that are trusted, on each"
                        + " worker; the trust store of the worker's JVM unless this or the certificates are given.");
        text(definition, "truststore.type", "The type of the trust store:" + TYPE);
        secret(definition, "truststore.password", "The password of a trust store of type `PKCS12` or `JKS`.");
        secret(definition, "truststore.certificates", "The certificates themselves, as PEM, in place of a file.");
    }

    private static void addKeyStore(ConfigDef definition) {
        text(
                definition,
                "keystore.location",
                "The file with the private key and the certificates that this client shows where"
                        + " the server asks for them, on each worker.");
        text(definition, "keystore.type", "The type of the key store:" + TYPE);
        secret(definition, "keystore.password", "The password of a key store of type `PKCS12` or `JKS`.");
        secret(definition, "keystore.key", "The private key itself, as PEM (PKCS#8), in place of a file.");
        secret(definition, "keystore.certificate.chain", "The certificates that belong to the key, as PEM.");
        secret(definition, "key.password", "The password that the private key is encrypted with.");
    }

    private static void text(ConfigDef definition, String suffix, String documentation) {
        definition.define(PREFIX + suffix, ConfigDef.Type.STRING, null, Importance.LOW, documentation);
    }

    private static void secret(ConfigDef definition, String suffix, String documentation) {
        definition.define(PREFIX + suffix, ConfigDef.Type.PASSWORD, null, Importance.LOW, documentation);
    }

    /** @throws KafkaException if {@link #problems} finds any */
    Tls tls() {
        Map<String, Object> stores = store("truststore.", "certificates");
        stores.putAll(store("keystore.", "key"));
        return new Tls(new SslStores(stores), hostNames());
    }

    private Tls.HostNames hostNames() {
        if (config.getString(HOST_NAME_CHECK).isEmpty()) {
            LOG.warn(
                    "{} is empty: any trusted certificate is taken for that of Redis, whatever host it is for",
                    HOST_NAME_CHECK);
            return Tls.HostNames.IGNORED;
        }
        return Tls.HostNames.CHECKED;
    }

    /** What keeps the stores from being read. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        check("truststore.", "certificates", "redis.ssl.truststore.type and .password")
                .ifPresent(problems::add);
        check("keystore.", "key", KEY_STORE_CLUES).ifPresent(problems::add);
        return problems;
    }

    List<Problem> uselessWithoutTls() {
        return config.originals().keySet().stream()
                .filter(name -> name.startsWith(PREFIX)
                        && given(name.substring(PREFIX.length())).isPresent())
                .map(name -> new Problem(
                        name, "is of no use with redis://; write rediss:// in redis.uri, or leave this out"))
                .toList();
    }

    private Optional<Problem> check(String store, String inline, String clues) {
        String setting = PREFIX + store + (given(store + inline).isPresent() ? inline : "location");
        Optional<Object> location = given(store + "location");
        if (location.isPresent() && !Files.isReadable(Path.of(location.get().toString()))) {
            return Optional.of(new Problem(setting, "names no file that this worker can read: " + location.get()));
        }
        try {
            new SslStores(store(store, inline));
            return Optional.empty();
        } catch (KafkaException e) {
            // Kafka's own words, since a deeper cause could quote what is in the store.
            return Optional.of(new Problem(
                    setting,
                    "cannot be used: " + e.getMessage().replaceFirst("([^.])$", "$1.") + " Look at " + clues + " too"));
        }
    }

    /** The settings of a store, by the names that Kafka's clients give them. */
    private Map<String, Object> store(String store, String inline) {
        Map<String, Object> settings = new HashMap<>();
        for (String name : config.values().keySet()) {
            String suffix = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
            if (suffix.startsWith(store) || (suffix.startsWith("key.") && store.startsWith("key"))) {
                given(suffix).ifPresent(value -> settings.put("ssl." + suffix, value));
            }
        }
        Object location = settings.get("ssl." + store + "location");
        if (location != null || settings.containsKey("ssl." + store + inline)) {
            settings.putIfAbsent("ssl." + store + "type", SslStores.typeOf((String) location));
        }
        return settings;
    }

    /** An empty one counts as not given: that is what a template without a value leaves. */
    private Optional<Object> given(String suffix) {
        Object value = config.values().get(PREFIX + suffix);
        boolean isEmpty = value == null
                || value.equals("")
                || (value instanceof Password secret && secret.value().isEmpty());
        return isEmpty ? Optional.empty() : Optional.of(value);
    }
}
