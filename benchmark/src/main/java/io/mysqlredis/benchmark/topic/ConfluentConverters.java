package io.mysqlredis.benchmark.topic;

import io.mysqlredis.benchmark.BenchmarkException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.connect.storage.Converter;

/** Confluent's own converter for Avro, from the folder that workers of the stack have on their plugin path. */
public final class ConfluentConverters implements AutoCloseable {

    private static final String CLASS = "io.confluent.connect.avro.AvroConverter";

    private static final String IN_MEMORY = "benchmark";

    private final URLClassLoader classes;
    private final URI registry;

    private ConfluentConverters(URLClassLoader classes, URI registry) {
        this.classes = classes;
        this.registry = registry;
    }

    /** Those of the build, for a registry whose API of Confluent's begins there. */
    public static ConfluentConverters load(Path checkout, URI registry) {
        Path folder = checkout.resolve("local-stack/registry/target/registry/converters/confluent-avro");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith(".jar")).toList();
            URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = url(jars.get(i));
            }
            return new ConfluentConverters(
                    new URLClassLoader(urls, ConfluentConverters.class.getClassLoader()), registry);
        } catch (IOException e) {
            throw new BenchmarkException("Cannot read " + folder + ": " + e, e);
        }
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }

    /** Those of the build, with a registry that is no server but a part of this program. */
    public static ConfluentConverters inMemory(Path checkout) {
        return load(checkout, URI.create("mock://" + IN_MEMORY));
    }

    /** A schema that the registry {@link #inMemory} has. */
    public Schema schema(int id) {
        try {
            Object client = type("io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry")
                    .getMethod("getClientForScope", String.class)
                    .invoke(null, IN_MEMORY);
            Object schema = type("io.confluent.kafka.schemaregistry.client.SchemaRegistryClient")
                    .getMethod("getSchemaById", int.class)
                    .invoke(client, id);
            return new Schema.Parser().parse((String) type("io.confluent.kafka.schemaregistry.ParsedSchema")
                    .getMethod("canonicalString")
                    .invoke(schema));
        } catch (ReflectiveOperationException e) {
            throw new BenchmarkException("Cannot ask Confluent's registry in memory: " + e, e);
        }
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, true, classes);
    }

    /** A new one, with the settings of the source's file. */
    public Converter ofKeys() {
        return converter(true);
    }

    /** The same for values. */
    public Converter ofValues() {
        return converter(false);
    }

    private Converter converter(boolean isKey) {
        Thread thread = Thread.currentThread();
        ClassLoader former = thread.getContextClassLoader();
        // Which is asked for the classes that settings name, as in a worker.
        thread.setContextClassLoader(classes);
        try {
            Converter converter =
                    type(CLASS).asSubclass(Converter.class).getConstructor().newInstance();
            converter.configure(
                    Map.of("schema.registry.url", registry.toString(), "ignore.default.for.nullables", "true"), isKey);
            return converter;
        } catch (ReflectiveOperationException e) {
            throw new BenchmarkException("Cannot load Confluent's converter: " + e, e);
        } finally {
            thread.setContextClassLoader(former);
        }
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
