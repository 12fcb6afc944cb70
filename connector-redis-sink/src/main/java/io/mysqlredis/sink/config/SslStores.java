package io.mysqlredis.sink.config;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trust store and key store as Kafka's own clients read them, read anew for each connection: certificates are renewed. */
final class SslStores implements Supplier<SSLContext> {

    private static final Logger LOG = LoggerFactory.getLogger(SslStores.class);

    private final Map<String, Object> settings;
    private final String origin;
    private SSLContext lastGood;

    /**
     * Reads the stores, to see that they can be read.
     *
     * @param settings by the names that Kafka's clients give them
     * @param origin what the settings are called here, for the log
     * @throws KafkaException if not
     */
    SslStores(Map<String, Object> settings, String origin) {
        this.origin = origin;
        ConfigDef kafka = new ConfigDef();
        SslConfigs.addClientSslSupport(kafka);
        this.settings = kafka.parse(settings);
        this.lastGood = read();
    }

    @Override
    public SSLContext get() {
        try {
            lastGood = read();
        } catch (KafkaException e) {
            LOG.warn("The stores of {} cannot be read, and are used as they were before: {}", origin, e.getMessage());
        }
        return lastGood;
    }

    private SSLContext read() {
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(settings);
            if (trustsNobody(factory.truststore())) {
                throw new InvalidConfigurationException(
                        "It holds no certificate, or none to be read without its password.");
            }
            return factory.sslContext();
        }
    }

    private static boolean trustsNobody(KeyStore trustStore) {
        try {
            return trustStore != null && trustStore.size() == 0;
        } catch (KeyStoreException neverLoaded) {
            throw new InvalidConfigurationException("It cannot be read.", neverLoaded);
        }
    }

    /** What a store is where the settings do not say: Kafka's clients would take it for a JKS. */
    static String typeOf(String location) {
        String file = location == null ? ".pem" : location.toLowerCase(Locale.ROOT);
        if (file.endsWith(".pem") || file.endsWith(".crt") || file.endsWith(".cer")) {
            return DefaultSslEngineFactory.PEM_TYPE;
        }
        return file.endsWith(".p12") || file.endsWith(".pfx") ? "PKCS12" : SslConfigs.DEFAULT_SSL_KEYSTORE_TYPE;
    }
}
