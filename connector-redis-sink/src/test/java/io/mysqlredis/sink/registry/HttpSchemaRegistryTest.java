package io.mysqlredis.sink.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.RegistryStandIn;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.SchemaUnavailableException;
import io.mysqlredis.sink.event.UndecodableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSchemaRegistryTest {

    private final RegistryStandIn server = RegistryStandIn.start();
    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;

    HttpSchemaRegistryTest() throws IOException {}

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSchemaIsFoundByItsId() {
        server.answer("/schemas/ids/7", "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}");

        assertThat(registry().schema(7)).hasToString("\"string\"");
    }

    @Test
    void whatItRefersToIsAskedForFirst() {
        server.answer(
                "/schemas/ids/7",
                "{\"schema\":\"{\\\"type\\\":\\\"array\\\",\\\"items\\\":\\\"a.Point\\\"}\",\"references\":"
                        + "[{\"name\":\"a.Point\",\"subject\":\"a/Point\",\"version\":3}]}");
        server.answer(
                "/subjects/a%2FPoint/versions/3",
                "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"a.Point\\\",\\\"fields\\\":"
                        + "[{\\\"name\\\":\\\"x\\\",\\\"type\\\":\\\"a.Number\\\"}]}\",\"references\":"
                        + "[{\"name\":\"a.Number\",\"subject\":\"Number\",\"version\":1}]}");
        server.answer(
                "/subjects/Number/versions/1",
                "{\"schema\":\"{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"a.Number\\\",\\\"size\\\":4}\"}");

        assertThat(registry().schema(7).getElementType().getField("x").schema().getFixedSize())
                .isEqualTo(4);
    }

    @Test
    void itLogsInAsItIsToldTo() {
        server.answer("/schemas/ids/7", "{\"schema\":\"\\\"string\\\"\"}");

        registry().schema(7);
        new HttpSchemaRegistry(List.of(url()), Optional.of("Basic abc"), HttpClient.newBuilder(), clock).schema(7);

        assertThat(server.logins()).containsExactly("null", "Basic abc");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusedLoginIsATaskForTheOperator(int refusal) {
        server.fail(refusal);

        assertThatThrownBy(() -> registry().schema(7))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining(url() + " refuses the login (HTTP " + refusal + ")")
                .hasMessageContaining("schema.registry.basic.auth.user.info");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void aRegistryThatFailsIsWaitedFor(int failure) {
        server.fail(failure);

        assertThatThrownBy(() -> registry().schema(7))
                .isInstanceOf(SchemaUnavailableException.class)
                .hasMessage("The schema registry at " + url() + " answers HTTP " + failure);
    }

    @Test
    void aRegistryThatIsAwayIsWaitedFor() throws IOException {
        URI nobody = URI.create("http://127.0.0.1:" + freePort());

        assertThatThrownBy(() -> registryAt(nobody).schema(7))
                .isInstanceOf(SchemaUnavailableException.class)
                .hasMessageStartingWith("The schema registry at " + nobody + " does not answer: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>secret</html>", "", "{}", "{\"status\":\"starting\"}", "{\"schema\":7}"})
    void whatAnswersWithoutASchemaIsNoRegistry(String body) {
        server.answer("/schemas/ids/7", body);

        assertThatThrownBy(() -> registry().schema(7))
                .isInstanceOf(SchemaUnavailableException.class)
                .hasMessage("What answers at " + url() + " is no schema registry: its answer has no schema");
    }

    @Test
    void whatHasNoSuchPathIsNoRegistry() {
        server.answerUnknown("<html>nothing here</html>");

        assertThatThrownBy(() -> registry().schema(7))
                .isInstanceOf(SchemaUnavailableException.class)
                .hasMessage("At " + url()
                        + " is no schema registry (HTTP 404); see that schema.registry.url has the path of"
                        + " its API");
    }

    @Test
    void aRefusalIsRememberedForAWhile() {
        HttpSchemaRegistry registry = registry();
        assertThatThrownBy(() -> registry.schema(7)).isInstanceOf(BadRecordException.class);
        assertThatThrownBy(() -> registry.schema(7)).isInstanceOf(BadRecordException.class);
        assertThat(server.logins()).hasSize(1);

        server.answer("/schemas/ids/7", "{\"schema\":\"\\\"string\\\"\"}");
        now = now.plusSeconds(10);

        assertThat(registry.schema(7)).hasToString("\"string\"");
    }

    @Test
    void anotherAddressOfTheSameRegistryIsAskedWhereTheFirstIsAway() throws IOException {
        server.answer("/schemas/ids/7", "{\"schema\":\"\\\"string\\\"\"}");
        URI nobody = URI.create("http://127.0.0.1:" + freePort());

        assertThat(registryAt(nobody, url()).schema(7)).hasToString("\"string\"");
    }

    @Test
    void anotherAddressIsAskedWhereTheFirstIsSilentAndIsTheFirstAfterwards() throws IOException {
        server.answer("/schemas/ids/7", "{\"schema\":\"\\\"string\\\"\"}");
        server.answer("/schemas/ids/8", "{\"schema\":\"\\\"string\\\"\"}");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI first = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            HttpSchemaRegistry registry = new HttpSchemaRegistry(
                    List.of(first, url()), Optional.empty(), HttpClient.newBuilder(), InstantSource.system());

            assertThat(registry.schema(7)).hasToString("\"string\"");

            assertThatNoException().isThrownBy(silent::accept);
            silent.setSoTimeout(1);
            assertThat(registry.schema(8)).hasToString("\"string\"");
            assertThatThrownBy(silent::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void anotherAddressIsAskedWhereTheFirstLagsBehind() throws IOException {
        try (RegistryStandIn lagging = RegistryStandIn.start()) {
            server.answer("/schemas/ids/7", "{\"schema\":\"\\\"string\\\"\"}");

            assertThat(registryAt(lagging.url(), url()).schema(7)).hasToString("\"string\"");
        }
    }

    @Test
    void whileOneAddressCannotBeAskedNoSchemaIsUnknown() throws IOException {
        URI nobody = URI.create("http://127.0.0.1:" + freePort());

        for (List<URI> urls : List.of(List.of(nobody, url()), List.of(url(), nobody))) {
            assertThatThrownBy(() -> registryAt(urls.toArray(URI[]::new)).schema(7))
                    .isInstanceOf(SchemaUnavailableException.class)
                    .hasMessageStartingWith("The schema registry at " + nobody + " does not answer: ");
        }
    }

    @Test
    void anIdThatItDoesNotKnowIsTheRecordsFault() {
        assertThatThrownBy(() -> registry().schema(7))
                .isInstanceOf(BadRecordException.class)
                .hasMessage(
                        "has a schema that is not there: the registry at " + url() + " has no schema with the id 7");
    }

    @Test
    void aSchemaOfAnotherFormatIsTheRecordsFault() {
        server.answer("/schemas/ids/7", "{\"schema\":\"syntax\",\"schemaType\":\"PROTOBUF\"}");

        assertThatThrownBy(() -> registry().schema(7))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("is of the type PROTOBUF");
    }

    private HttpSchemaRegistry registry() {
        return registryAt(url());
    }

    private HttpSchemaRegistry registryAt(URI... urls) {
        return new HttpSchemaRegistry(List.of(urls), Optional.empty(), HttpClient.newBuilder(), clock);
    }

    private URI url() {
        return server.url();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
