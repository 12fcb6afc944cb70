package io.mysqlredis.endtoend.workers;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Also where no test comes along, the plugin uses nothing of Kafka's that the oldest Kafka which it runs on has not. */
class KafkaApiIT {

    @Test
    void whatThePluginCallsIsThereInTheOldestKafka() throws IOException {
        List<JavaAccess<?>> calls = callsOfKafka();
        try (URLClassLoader oldest = new URLClassLoader(oldestKafka(), ClassLoader.getPlatformClassLoader())) {
            assertThat(calls)
                    .hasSizeGreaterThan(100)
                    .allSatisfy(call -> assertThat(isThere(call.getTarget(), oldest))
                            .as(call.getDescription())
                            .isTrue());
        }
    }

    private static List<JavaAccess<?>> callsOfKafka() throws IOException {
        List<JavaAccess<?>> calls = new ArrayList<>();
        try (JarFile jar = new JarFile(pluginJar().toFile())) {
            for (JavaClass ours : new ClassFileImporter().importJar(jar)) {
                ours.getAccessesFromSelf().stream()
                        .filter(access -> access.getTargetOwner().getName().startsWith("org.apache.kafka."))
                        .forEach(calls::add);
            }
        }
        return calls;
    }

    private static Path pluginJar() throws IOException {
        try (Stream<Path> files = Files.walk(OtherWorker.PLUGINS)) {
            return files.filter(file -> file.getFileName().toString().matches("connector-redis-sink-.+\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static URL[] oldestKafka() throws IOException {
        List<URL> jars = new ArrayList<>();
        for (Path jar : OtherWorker.jars("oldest")) {
            jars.add(jar.toUri().toURL());
        }
        return jars.toArray(URL[]::new);
    }

    private static boolean isThere(AccessTarget target, ClassLoader kafka) {
        try {
            return isIn(Class.forName(target.getOwner().getName(), false, kafka), target);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean isIn(Class<?> owner, AccessTarget target) {
        return declares(owner, target)
                || Stream.concat(Stream.ofNullable(owner.getSuperclass()), Arrays.stream(owner.getInterfaces()))
                        .anyMatch(parent -> isIn(parent, target));
    }

    private static boolean declares(Class<?> owner, AccessTarget target) {
        if (target instanceof AccessTarget.CodeUnitAccessTarget code) {
            Stream<? extends Executable> units = target.getName().equals("<init>")
                    ? Arrays.stream(owner.getDeclaredConstructors())
                    : Arrays.stream(owner.getDeclaredMethods())
                            .filter(method -> method.getName().equals(target.getName()));
            return units.anyMatch(unit -> names(unit.getParameterTypes()).equals(names(code.getRawParameterTypes())));
        }
        return Arrays.stream(owner.getDeclaredFields())
                .anyMatch(field -> field.getName().equals(target.getName()));
    }

    private static List<String> names(List<JavaClass> types) {
        return types.stream().map(JavaClass::getName).toList();
    }

    private static List<String> names(Class<?>[] types) {
        return Arrays.stream(types).map(Class::getName).toList();
    }
}
