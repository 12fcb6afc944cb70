package io.mysqlredis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.mysqlredis.stack.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorFileTest {

    private static final Endpoints ELSEWHERE = new Endpoints(
            "jdbc:mysql://h:1/", "h", 1, "r", 2, "k:3", URI.create("http://c:4"), URI.create("http://s:5"));

    @TempDir
    private Path checkout;

    @Test
    void onlyTheAddressesThatAFileHasAreChanged() throws IOException {
        write("""
                {"name": "redis-sink", "config": {"redis.uri": "redis://127.0.0.1:16379/0", "tasks.max": "4"}}""");

        ConnectorFile elsewhere = ConnectorFile.of(checkout, "file").at(ELSEWHERE);

        assertThat(elsewhere.name()).isEqualTo("redis-sink");
        assertThat(elsewhere.config())
                .containsOnlyKeys("redis.uri", "tasks.max")
                .containsEntry("redis.uri", "redis://r:2/0")
                .containsEntry("tasks.max", "4");
    }

    @Test
    void eachConverterIsToldWhereTheRegistryIsInItsOwnWay() throws IOException {
        write("""
                {"name": "redis-sink", "config": {
                  "key.converter.schema.registry.url": "http://127.0.0.1:18081/apis/ccompat/v7",
                  "value.converter.schema.registry.url": "http://127.0.0.1:18081/apis/ccompat/v7",
                  "value.converter.apicurio.registry.url": "http://127.0.0.1:18081/apis/registry/v2"}}""");

        assertThat(ConnectorFile.of(checkout, "file").at(ELSEWHERE).config())
                .containsOnly(
                        entry("key.converter.schema.registry.url", "http://s:5/apis/ccompat/v7"),
                        entry("value.converter.schema.registry.url", "http://s:5/apis/ccompat/v7"),
                        entry("value.converter.apicurio.registry.url", "http://s:5/apis/registry/v2"));
    }

    @Test
    void aFileThatIsNoConnectorIsNamed() throws IOException {
        write("{\"name\": \"x\"}");

        assertThatThrownBy(() -> ConnectorFile.of(checkout, "file"))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("file.json")
                .hasMessageContaining("config");
        assertThatThrownBy(() -> ConnectorFile.of(checkout, "missing"))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("missing.json");
    }

    private void write(String json) throws IOException {
        Path folder = Files.createDirectories(checkout.resolve("connector-config"));
        Files.writeString(folder.resolve("file.json"), json);
    }
}
