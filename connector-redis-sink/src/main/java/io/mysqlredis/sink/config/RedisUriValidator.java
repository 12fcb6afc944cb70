package io.mysqlredis.sink.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Says what is wrong with a Redis URI without repeating it. */
final class RedisUriValidator implements ConfigDef.Validator {

    @Override
    public void ensureValid(String name, Object value) {
        if (value == null) {
            // A setting of null; one that is absent is reported by ConfigDef itself.
            throw new ConfigException(name + " must be given: " + RedisUri.FORM);
        }
        try {
            RedisUri.parse(((Password) value).value());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name, value, e.getMessage());
        }
    }

    @Override
    public String toString() {
        return RedisUri.FORM;
    }
}
