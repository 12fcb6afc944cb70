package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.sink.RealRedis;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rediss://} against a real Redis whose certificate is for {@code localhost} and for no other name or address. */
class TlsIT {

    private static final String STORE_PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private int tlsPort;
    private RealRedis redis;

    @BeforeEach
    void startWithACertificateForLocalhost() throws IOException, InterruptedException, GeneralSecurityException {
        keytool(
                "-genkeypair",
                "-alias",
                "redis",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost");
        writePem();
        tlsPort = RealRedis.freePort();
        redis = RealRedis.start(
                "tls-port " + tlsPort,
                "tls-cert-file " + folder.resolve("cert.pem"),
                "tls-key-file " + folder.resolve("key.pem"),
                "tls-ca-cert-file " + folder.resolve("cert.pem"),
                "tls-auth-clients no");
    }

    @AfterEach
    void stop() throws IOException {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
        redis.close();
    }

    @Test
    void aServerThatTheJvmTrustsIsReached() {
        trust();

        assertThatCode(() -> connections("localhost").check()).doesNotThrowAnyException();
    }

    @Test
    void aCertificateForAnotherHostIsRefused() {
        trust();

        assertThatThrownBy(() -> connections("127.0.0.1").check())
                .isInstanceOf(RedisUnavailableException.class)
                .hasMessageContaining("127.0.0.1:" + tlsPort + " cannot be reached: No subject alternative names");
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        assertThatThrownBy(() -> connections("localhost").check())
                .isInstanceOf(RedisUnavailableException.class)
                .hasMessageContaining("unable to find valid certification path");
    }

    @Test
    void aServerWithoutTlsIsNotReached() {
        RedisAddress plain = RedisAddress.parse("rediss://localhost:" + redis.port());

        assertThatThrownBy(() -> new RedisConnections(plain, Duration.ofSeconds(5)).check())
                .isInstanceOf(RedisUnavailableException.class);
    }

    private RedisConnections connections(String host) {
        return new RedisConnections(RedisAddress.parse("rediss://" + host + ":" + tlsPort), Duration.ofSeconds(5));
    }

    private void trust() {
        System.setProperty("javax.net.ssl.trustStore", store().toString());
        System.setProperty("javax.net.ssl.trustStorePassword", STORE_PASSWORD);
    }

    private Path store() {
        return folder.resolve("store.p12");
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store().toString(), "-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
    }

    private void writePem() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store())) {
            store.load(in, STORE_PASSWORD.toCharArray());
        }
        pem("cert.pem", "CERTIFICATE", store.getCertificate("redis").getEncoded());
        pem(
                "key.pem",
                "PRIVATE KEY",
                store.getKey("redis", STORE_PASSWORD.toCharArray()).getEncoded());
    }

    private void pem(String file, String kind, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
    }
}
