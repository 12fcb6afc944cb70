package io.mysqlredis.sink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A key and a certificate that it signed itself, in each form that servers and settings take.
 *
 * @param name of the host that the certificate is for
 */
public record Identity(Path folder, String name) {

    public static final String STORE_PASSWORD = "store-secret";
    public static final String KEY_PASSWORD = "key-secret";

    private static final String ALIAS = "identity";
    private static final String ENCRYPTION = "PBEWithSHA1AndDESede";

    /** Makes a new one, with its files in this folder. */
    public static Identity create(Path folder, String name) throws Exception {
        Identity identity = new Identity(folder, name);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-keystore",
                        identity.keyStore().toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        STORE_PASSWORD)
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
        Files.writeString(identity.certificateFile(), identity.certificate());
        Files.writeString(identity.keyFile(), identity.key());
        Files.writeString(identity.keyAndCertificateFile(), identity.key() + identity.certificate());
        identity.writeTrustStore("JKS", identity.trustStoreJks());
        identity.writeTrustStore("PKCS12", identity.trustStorePkcs12());
        return identity;
    }

    /** PKCS12, with key and certificate. */
    public Path keyStore() {
        return file(".key.p12");
    }

    /** With the certificate, as for all trust stores. */
    public Path trustStorePkcs12() {
        return file(".trust.p12");
    }

    public Path trustStoreJks() {
        return file(".trust.jks");
    }

    public Path certificateFile() {
        return file(".crt");
    }

    public Path keyFile() {
        return file(".key");
    }

    public Path keyAndCertificateFile() {
        return file(".both.pem");
    }

    public String certificate() throws GeneralSecurityException, IOException {
        return pem("CERTIFICATE", store().getCertificate(ALIAS).getEncoded());
    }

    public String key() throws GeneralSecurityException, IOException {
        return pem("PRIVATE KEY", privateKey().getEncoded());
    }

    /** The key behind {@link #KEY_PASSWORD}. */
    public String encryptedKey() throws GeneralSecurityException, IOException {
        Cipher cipher = Cipher.getInstance(ENCRYPTION);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(ENCRYPTION).generateSecret(new PBEKeySpec(KEY_PASSWORD.toCharArray())));
        byte[] encrypted = cipher.doFinal(privateKey().getEncoded());
        return pem(
                "ENCRYPTED PRIVATE KEY", new EncryptedPrivateKeyInfo(cipher.getParameters(), encrypted).getEncoded());
    }

    private Path file(String ending) {
        return folder.resolve(name + ending);
    }

    private Key privateKey() throws GeneralSecurityException, IOException {
        return store().getKey(ALIAS, STORE_PASSWORD.toCharArray());
    }

    private KeyStore store() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore())) {
            store.load(in, STORE_PASSWORD.toCharArray());
        }
        return store;
    }

    private void writeTrustStore(String type, Path file) throws GeneralSecurityException, IOException {
        KeyStore trust = KeyStore.getInstance(type);
        trust.load(null, null);
        trust.setCertificateEntry(ALIAS, store().getCertificate(ALIAS));
        try (var out = Files.newOutputStream(file)) {
            trust.store(out, STORE_PASSWORD.toCharArray());
        }
    }

    private static String pem(String kind, byte[] content) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }
}
