package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code rediss://} against a real Redis whose certificate is for {@code localhost} and for no other name or address. */
class TlsIT {

    @TempDir
    private static Path folder;

    private static Identity server;
    private static Identity client;
    private static Identity stranger;

    private static RealRedis redis;
    private static int tlsPort;

    /** Of a Redis that asks for a client certificate. */
    private static RealRedis strictRedis;

    private static int strictPort;

    @BeforeAll
    static void start() throws Exception {
        server = Identity.create(folder, "localhost");
        client = Identity.create(folder, "sink");
        stranger = Identity.create(folder, "stranger");
        tlsPort = RealRedis.freePort();
        redis = startRedis(tlsPort, "no");
        strictPort = RealRedis.freePort();
        strictRedis = startRedis(strictPort, "yes");
    }

    @AfterAll
    static void stop() throws IOException {
        redis.close();
        strictRedis.close();
    }

    @AfterEach
    void forgetTheTrustStoreOfTheJvm() {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
    }

    static Stream<Map<String, String>> trustStores() throws Exception {
        return Stream.of(
                Map.of("truststore.certificates", server.certificate()),
                Map.of("truststore.certificates", stranger.certificate() + server.certificate()),
                Map.of("truststore.location", server.certificateFile().toString()),
                Map.of("truststore.location", server.trustStoreJks().toString(), "truststore.password", "store-secret"),
                Map.of(
                        "truststore.location",
                        server.trustStorePkcs12().toString(),
                        "truststore.password",
                        "store-secret"));
    }

    @ParameterizedTest
    @MethodSource("trustStores")
    void aServerIsReachedThatTheSettingsTrust(Map<String, String> trust) throws IOException {
        assertThat(errors("localhost", trust)).isEmpty();
    }

    @Test
    void withoutATrustStoreThatOfTheJvmCounts() throws IOException {
        System.setProperty("javax.net.ssl.trustStore", server.trustStorePkcs12().toString());
        System.setProperty("javax.net.ssl.trustStorePassword", Identity.STORE_PASSWORD);

        assertThat(errors("localhost", Map.of())).isEmpty();
    }

    static Stream<Map<String, String>> keyStores() throws Exception {
        return Stream.of(
                Map.of("keystore.location", client.keyAndCertificateFile().toString()),
                Map.of("keystore.location", client.keyStore().toString(), "keystore.password", "store-secret"),
                Map.of("keystore.key", client.key(), "keystore.certificate.chain", client.certificate()),
                Map.of(
                        "keystore.key", client.encryptedKey(),
                        "keystore.certificate.chain", client.certificate(),
                        "key.password", Identity.KEY_PASSWORD));
    }

    @ParameterizedTest
    @MethodSource("keyStores")
    void aServerThatAsksForACertificateGetsOne(Map<String, String> keys) throws Exception {
        assertThat(strictErrors(keys)).isEmpty();
    }

    @Test
    void aServerThatAsksForACertificateRefusesWhoHasNone() throws Exception {
        assertThat(strictErrors(Map.of()).get("redis.uri"))
                .singleElement()
                .asString()
                .contains("Redis at localhost:" + strictPort + " cannot be reached: ", "redis.ssl.keystore.location");
    }

    @Test
    void aServerThatAsksForACertificateRefusesOneThatItDoesNotTrust() throws Exception {
        assertThat(strictErrors(Map.of(
                                "keystore.location",
                                stranger.keyAndCertificateFile().toString()))
                        .get("redis.uri"))
                .singleElement()
                .asString()
                .contains("Redis at localhost:" + strictPort + " cannot be reached: ", "redis.ssl.keystore.location");
    }

    @Test
    void aCertificateOfNobodyWhoIsTrustedIsRefused() throws IOException {
        assertThat(errors("localhost", Map.of()).get("redis.uri"))
                .containsExactly("redis.uri cannot be used: Redis at localhost:" + tlsPort
                        + " cannot be reached: its certificate is of no authority that is trusted here (unable to find valid"
                        + " certification path to requested target); give the authority's certificate by"
                        + " redis.ssl.truststore.location or redis.ssl.truststore.certificates");
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        assertThat(errors("127.0.0.1", withTrust(Map.of())).get("redis.uri"))
                .singleElement()
                .asString()
                .contains("its certificate is not for this host (No subject alternative names matching IP address"
                        + " 127.0.0.1 found)");
    }

    @Test
    void aCertificateForAnotherHostIsTakenWhereTheCheckIsSwitchedOff() throws Exception {
        assertThat(errors("127.0.0.1", withTrust(Map.of("endpoint.identification.algorithm", ""))))
                .isEmpty();
    }

    @Test
    void aServerWithoutTlsIsTold() throws IOException {
        assertThat(Validated.errors(
                                Map.of("redis.uri", "rediss://localhost:" + redis.port(), "redis.timeout.ms", "500"))
                        .get("redis.uri"))
                .singleElement()
                .asString()
                .contains("it does not answer in TLS (", "write redis://");
    }

    @Test
    void aServerWithTlsIsTold() throws IOException {
        assertThat(Validated.errors(Map.of("redis.uri", "redis://localhost:" + tlsPort))
                        .get("redis.uri"))
                .singleElement()
                .asString()
                .contains("cannot be reached: ", "if this port is for TLS, write rediss://");
    }

    @Test
    void aRenewedTrustStoreIsReadWithTheNextConnection() throws Exception {
        Path trust = Files.writeString(folder.resolve("renewed.pem"), stranger.certificate());
        RedisSinkTask task = new RedisSinkTask();
        RecordingSinkTaskContext context = new RecordingSinkTaskContext();
        task.initialize(context);
        Map<String, String> settings =
                settings("localhost:" + tlsPort, Map.of("truststore.location", trust.toString()));
        settings.put("name", "sink");
        task.start(settings);
        WorkerStandIn worker = new WorkerStandIn(task, context);
        var records = RecordedRecords.of("json-default.shop.shop.customers");
        worker.put(records);

        Files.writeString(trust, "half a certificate");
        worker.put(List.of());
        assertThat(redis.hashes()).isEmpty();

        Files.writeString(trust, server.certificate());
        Awaitility.await().untilAsserted(() -> {
            worker.put(List.of());
            assertThat(redis.hashes()).hasSize(6);
        });
        task.stop();
    }

    static Stream<Map<String, String>> wrongStores() throws Exception {
        String jks = server.trustStoreJks().toString();
        String pkcs12 = server.trustStorePkcs12().toString();
        return Stream.of(
                Map.of("truststore.location", "/none.jks"),
                Map.of("truststore.location", jks, "truststore.password", "wrong-secret"),
                Map.of("truststore.location", pkcs12, "truststore.password", "wrong-secret"),
                Map.of("truststore.location", pkcs12),
                Map.of("truststore.location", jks, "truststore.type", "PEM"),
                Map.of("truststore.location", server.certificateFile().toString(), "truststore.type", "JKS"),
                Map.of("truststore.certificates", "-----BEGIN CERTIFICATE-----\nsecret\n-----END CERTIFICATE-----"),
                Map.of("truststore.certificates", server.certificate(), "truststore.type", "JKS"),
                Map.of("keystore.key", client.key()),
                Map.of("keystore.certificate.chain", client.certificate()),
                Map.of(
                        "keystore.key",
                        "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----",
                        "keystore.certificate.chain",
                        client.certificate()),
                Map.of("keystore.key", client.encryptedKey(), "keystore.certificate.chain", client.certificate()),
                Map.of(
                        "keystore.key", client.encryptedKey(),
                        "keystore.certificate.chain", client.certificate(),
                        "key.password", "wrong-secret"),
                Map.of("keystore.location", client.keyStore().toString(), "keystore.password", "wrong-secret"),
                Map.of("keystore.location", client.certificateFile().toString()),
                Map.of("keystore.password", "secret"));
    }

    @ParameterizedTest
    @MethodSource("wrongStores")
    void aStoreThatCannotBeReadIsToldOnItsSettingAndNothingThatIsInIt(Map<String, String> ssl) throws IOException {
        String store = ssl.keySet().iterator().next().startsWith("trust") ? "truststore" : "keystore";

        Map<String, List<String>> errors = errors("localhost", ssl);

        assertThat(errors.keySet()).singleElement().asString().startsWith("redis.ssl." + store);
        assertThat(errors.values().iterator().next())
                .singleElement()
                .asString()
                .containsAnyOf("cannot be used: ", "names no file that this worker can read: /none.jks");
    }

    private static RealRedis startRedis(int port, String clientCertificates) throws IOException {
        return RealRedis.start(
                "tls-port " + port,
                "tls-cert-file " + server.certificateFile(),
                "tls-key-file " + server.keyFile(),
                "tls-ca-cert-file " + client.certificateFile(),
                "tls-auth-clients " + clientCertificates);
    }

    private static Map<String, String> withTrust(Map<String, String> ssl) throws Exception {
        Map<String, String> all = new HashMap<>(ssl);
        all.put("truststore.certificates", server.certificate());
        return all;
    }

    private static Map<String, List<String>> errors(String host, Map<String, String> ssl) {
        return Validated.errors(settings(host + ":" + tlsPort, ssl));
    }

    private static Map<String, List<String>> strictErrors(Map<String, String> ssl) throws Exception {
        return Validated.errors(settings("localhost:" + strictPort, withTrust(ssl)));
    }

    private static Map<String, String> settings(String node, Map<String, String> ssl) {
        Map<String, String> settings = new HashMap<>(Map.of("redis.uri", "rediss://" + node));
        ssl.forEach((name, value) -> settings.put("redis.ssl." + name, value));
        return settings;
    }
}
