package io.mysqlredis.sink.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The settings of the watermarks, by which Redis tells how far each partition is applied. */
final class WatermarkSettings {

    static final String ENABLED = "redis.watermark.enabled";
    static final String PREFIX = "redis.watermark.prefix";

    private WatermarkSettings() {}

    static void define(ConfigDef definition) {
        definition
                .define(
                        ENABLED,
                        ConfigDef.Type.BOOLEAN,
                        true,
                        Importance.MEDIUM,
                        "Whether Redis holds, per topic partition, how far it has come. Without that a lost write of Redis is not"
                                + " noticed, a task that was paused may overwrite newer rows when it goes on, and nothing tells how"
                                + " fresh the data is: see docs/delivery.md. `false` is for users that may write no other keys than"
                                + " those of the data.")
                .define(
                        PREFIX,
                        ConfigDef.Type.STRING,
                        "__connect",
                        new ConfigDef.NonEmptyString(),
                        Importance.LOW,
                        "The beginning of the keys of the watermarks, which are `<prefix>:<connector>:<topic>:<partition>`, in a"
                                + " Redis Cluster with `:{<number>}` behind that and one for each master.");
    }
}
