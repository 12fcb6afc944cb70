package io.mysqlredis.sink.config;

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

/** The settings of a trust store and a key store: those of Kafka's own clients, with the same names and values behind a prefix. */
final class SslStoreSettings {

    private static final String TYPE =
            " `PEM`, `PKCS12` or `JKS`; unless given, it is told by what the file's name ends in:"
                    + " `.pem`, `.crt` and `.cer`, `.p12` and `.pfx`, any other.";

    private final AbstractConfig config;
    private final String prefix;

    /** @param prefix such as {@code redis.ssl.} */
    SslStoreSettings(AbstractConfig config, String prefix) {
        this.config = config;
        this.prefix = prefix;
    }

    static void addTo(ConfigDef definition, String prefix) {
        addTrustStore(definition, prefix);
        addKeyStore(definition, prefix);
    }

    private static void addTrustStore(ConfigDef definition, String prefix) {
        text(
                definition,
                prefix + "truststore.location",
                "The file with the certificates of the authorities that are trusted, on each"
                        + " worker; the trust store of the worker's JVM unless this or the certificates are given.");
        text(definition, prefix + "truststore.type", "The type of the trust store:" + TYPE);
        secret(definition, prefix + "truststore.password", "The password of a trust store of type `PKCS12` or `JKS`.");
        secret(
                definition,
                prefix + "truststore.certificates",
                "The certificates themselves, as PEM, in place of a file.");
    }

    private static void addKeyStore(ConfigDef definition, String prefix) {
        text(
                definition,
                prefix + "keystore.location",
                "The file with the private key and the certificates that this client shows where"
                        + " the server asks for them, on each worker.");
        text(definition, prefix + "keystore.type", "The type of the key store:" + TYPE);
        secret(definition, prefix + "keystore.password", "The password of a key store of type `PKCS12` or `JKS`.");
        secret(definition, prefix + "keystore.key", "The private key itself, as PEM (PKCS#8), in place of a file.");
        secret(definition, prefix + "keystore.certificate.chain", "The certificates that belong to the key, as PEM.");
        secret(definition, prefix + "key.password", "The password that the private key is encrypted with.");
    }

    private static void text(ConfigDef definition, String name, String documentation) {
        definition.define(name, ConfigDef.Type.STRING, null, Importance.LOW, documentation);
    }

    private static void secret(ConfigDef definition, String name, String documentation) {
        definition.define(name, ConfigDef.Type.PASSWORD, null, Importance.LOW, documentation);
    }

    /** @throws KafkaException if {@link #problems} finds any */
    SslStores stores() {
        Map<String, Object> stores = store("truststore.", "certificates");
        stores.putAll(store("keystore.", "key"));
        return new SslStores(stores, prefix + "*");
    }

    /** What keeps the stores from being read. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        check("truststore.", "certificates", prefix + "truststore.type and .password")
                .ifPresent(problems::add);
        check("keystore.", "key", keyStoreClues()).ifPresent(problems::add);
        return problems;
    }

    private String keyStoreClues() {
        return prefix + "keystore.type, " + prefix + "keystore.password and " + prefix
                + "key.password; a private key in PEM must be PKCS#8 (openssl pkcs8 -topk8)";
    }

    /** Those that are given. */
    List<String> given() {
        return config.originals().keySet().stream()
                .filter(name -> name.startsWith(prefix)
                        && given(name.substring(prefix.length())).isPresent())
                .toList();
    }

    private Optional<Problem> check(String store, String inline, String clues) {
        String setting = prefix + store + (given(store + inline).isPresent() ? inline : "location");
        Optional<Object> location = given(store + "location");
        if (location.isPresent() && !Files.isReadable(Path.of(location.get().toString()))) {
            return Optional.of(new Problem(setting, "names no file that this worker can read: " + location.get()));
        }
        try {
            new SslStores(store(store, inline), prefix + "*");
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
            String suffix = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
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
        Object value = config.values().get(prefix + suffix);
        boolean isEmpty = value == null
                || value.equals("")
                || (value instanceof Password secret && secret.value().isEmpty());
        return isEmpty ? Optional.empty() : Optional.of(value);
    }
}
