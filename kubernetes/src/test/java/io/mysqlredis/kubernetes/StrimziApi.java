package io.mysqlredis.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.strimzi.api.kafka.model.connect.KafkaConnect;
import io.strimzi.api.kafka.model.connector.KafkaConnector;
import java.util.Map;
import java.util.Optional;

/** Strimzi's own classes for its resources, read so strictly that nothing passes which they do not know. */
final class StrimziApi {

    private static final Map<String, Class<?>> KINDS =
            Map.of("KafkaConnect", KafkaConnect.class, "KafkaConnector", KafkaConnector.class);

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new NothingUnknown())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES)
            .build();

    private StrimziApi() {}

    /** Why Strimzi would not take a resource; empty if it would. */
    static Optional<String> refusal(Manifest manifest) {
        try {
            STRICT.treeToValue(manifest.resource(), KINDS.get(manifest.kind()));
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static final class NothingUnknown extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        /** The classes would keep an unknown field, for an operator that does not want to lose it. */
        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
