package io.mysqlredis.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.mysqlredis.pipeline.ConnectorFile;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Converters do not complain of settings that they do not know; so the shipped files must have none. */
@EnabledIfSystemProperty(named = "pipeline.format", matches = "avro.*")
class AvroConverterSettingsIT {

    private static final Path CHECKOUT = Path.of("..");
    private static final String CONFLUENT =
            "io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig io.confluent.connect.schema.AbstractDataConfig"
                    + " io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig";
    private static final String APICURIO = "io.apicurio.registry.serde.SerdeConfig";

    @ParameterizedTest
    @CsvSource({
        "mysql-source-avro, confluent-avro, " + CONFLUENT,
        "redis-sink-avro, confluent-avro, " + CONFLUENT,
        "mysql-source-avro-apicurio, apicurio-avro, " + APICURIO,
        "redis-sink-avro-apicurio, apicurio-avro, " + APICURIO
    })
    void aConverterKnowsWhatTheFilesSet(String file, String converter, String types) throws Exception {
        Set<String> known = new TreeSet<>();
        try (URLClassLoader classes = ConverterClasses.of(converter)) {
            for (String type : types.split(" ", -1)) {
                known.addAll(constants(Class.forName(type, false, classes)));
            }
        }

        assertThat(settings(file)).isNotEmpty().isSubsetOf(known);
    }

    /** Where both keep the names of their settings. */
    private static Set<String> constants(Class<?> type) throws IllegalAccessException {
        Set<String> constants = new TreeSet<>();
        for (Field field : type.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                constants.add(String.valueOf(field.get(null)));
            }
        }
        return constants;
    }

    /** Without the prefix by which Connect tells whose they are. */
    private static Set<String> settings(String file) {
        return ConnectorFile.of(CHECKOUT, file).config().keySet().stream()
                .filter(setting -> setting.matches("(key|value)\\.converter\\..+"))
                .map(setting -> setting.replaceFirst("(key|value)\\.converter\\.", ""))
                .collect(Collectors.toSet());
    }
}
