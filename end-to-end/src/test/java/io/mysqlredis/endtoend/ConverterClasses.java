package io.mysqlredis.endtoend;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The classes of a converter for Avro, from the folder that a worker of the stack has on its plugin path. */
final class ConverterClasses {

    private static final Path CONVERTERS = Path.of("../local-stack/registry/target/registry/converters");

    private ConverterClasses() {}

    /** Kafka's and Avro's classes are those of the tests, which look at what comes out. */
    static URLClassLoader of(String converter) throws IOException {
        try (Stream<Path> jars = Files.list(CONVERTERS.resolve(converter))) {
            URL[] urls = jars.map(ConverterClasses::url).toArray(URL[]::new);
            return new URLClassLoader(urls, ConverterClasses.class.getClassLoader());
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
