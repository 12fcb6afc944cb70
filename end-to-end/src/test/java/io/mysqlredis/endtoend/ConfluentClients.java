package io.mysqlredis.endtoend;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.net.URLClassLoader;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Deserializer;

/** Confluent's own classes, from the folder that a worker of the stack has on its plugin path. */
final class ConfluentClients implements AutoCloseable {

    private final URLClassLoader classes;

    private ConfluentClients(URLClassLoader classes) {
        this.classes = classes;
    }

    static ConfluentClients load() throws IOException {
        return new ConfluentClients(ConverterClasses.of("confluent-avro"));
    }

    /** A {@code CachedSchemaRegistryClient}. */
    Object registryClient(URI registry) throws ReflectiveOperationException {
        return type("io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient")
                .getConstructor(String.class, int.class)
                .newInstance(registry.toString(), 100);
    }

    /** All subjects that a {@link #registryClient} sees. */
    List<String> subjects(Object registryClient) throws ReflectiveOperationException {
        Object subjects = registryClient.getClass().getMethod("getAllSubjects").invoke(registryClient);
        return Stream.of(((java.util.Collection<?>) subjects).toArray())
                .map(String::valueOf)
                .toList();
    }

    /** A {@code KafkaAvroDeserializer} that asks this client for schemas. */
    @SuppressWarnings("unchecked")
    Deserializer<Object> deserializer(Object registryClient) throws ReflectiveOperationException {
        Constructor<?> constructor = type("io.confluent.kafka.serializers.KafkaAvroDeserializer")
                .getConstructor(type("io.confluent.kafka.schemaregistry.client.SchemaRegistryClient"));
        return (Deserializer<Object>) constructor.newInstance(registryClient);
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, true, classes);
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
