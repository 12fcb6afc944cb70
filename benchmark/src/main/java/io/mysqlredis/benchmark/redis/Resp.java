package io.mysqlredis.benchmark.redis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Requests in the bytes of Redis's wire protocol. */
final class Resp {

    private static final byte[] LINE_END = {'\r', '\n'};

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 17);

    /** Adds a request. */
    void add(byte[] name, byte[]... arguments) {
        header('*', 1 + arguments.length);
        bulk(name);
        for (byte[] argument : arguments) {
            bulk(argument);
        }
    }

    /** The same of a request in UTF-8. */
    void add(String... words) {
        header('*', words.length);
        for (String word : words) {
            bulk(word.getBytes(StandardCharsets.UTF_8));
        }
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private void bulk(byte[] content) {
        header('$', content.length);
        bytes.writeBytes(content);
        bytes.writeBytes(LINE_END);
    }

    private void header(char type, int number) {
        bytes.write(type);
        bytes.writeBytes(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(LINE_END);
    }
}
