package io.mysqlredis.sink.config;

import io.mysqlredis.sink.writer.Tls;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings {@code redis.ssl.*}. */
final class SslSettings {

    static final String PREFIX = "redis.ssl.";
    static final String HOST_NAME_CHECK = PREFIX + "endpoint.identification.algorithm";

    private static final Logger LOG = LoggerFactory.getLogger(SslSettings.class);

    private final AbstractConfig config;
    private final SslStoreSettings stores;

    SslSettings(AbstractConfig config) {
        this.config = config;
        this.stores = new SslStoreSettings(config, PREFIX);
    }

    static void addTo(ConfigDef definition) {
        SslStoreSettings.addTo(definition, PREFIX);
        definition.define(
                HOST_NAME_CHECK,
                ConfigDef.Type.STRING,
                "https",
                ConfigDef.CaseInsensitiveValidString.in("https", ""),
                Importance.LOW,
                "How the host's name is looked for in the server's certificate: `https`, as browsers do. If it is empty, any"
                        + " certificate that is trusted will do, whatever host it is for.");
    }

    /** @throws KafkaException if {@link #problems} finds any */
    Tls tls() {
        return new Tls(stores.stores(), hostNames());
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
        return stores.problems();
    }

    List<Problem> uselessWithoutTls() {
        return stores.given().stream()
                .map(name -> new Problem(
                        name, "is of no use with redis://; write rediss:// in redis.uri, or leave this out"))
                .toList();
    }
}
