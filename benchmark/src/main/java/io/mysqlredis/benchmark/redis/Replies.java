package io.mysqlredis.benchmark.redis;

import io.mysqlredis.benchmark.BenchmarkException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Passes over replies as fast as they come, and stops at the first error among them. */
final class Replies {

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int end;

    Replies(InputStream in) {
        this.in = in;
    }

    /** Returns when so many replies were passed over. */
    void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            skipOne();
        }
    }

    private void skipOne() throws IOException {
        int type = next();
        switch (type) {
            case '+', ':' -> line();
            case '$' -> {
                long length = number();
                if (length >= 0) {
                    skipBytes(length + 2);
                }
            }
            case '*' -> {
                long elements = number();
                if (elements < 0) {
                    throw new BenchmarkException("Redis did not carry out a transaction");
                }
                skip((int) elements);
            }
            case '-' -> throw new BenchmarkException("Redis answers " + line());
            default -> throw new BenchmarkException("Redis answers with what is no reply: byte " + type);
        }
    }

    private long number() throws IOException {
        return Long.parseLong(line());
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = next(); next != '\n'; next = next()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private void skipBytes(long count) throws IOException {
        for (long i = 0; i < count; i++) {
            next();
        }
    }

    private int next() throws IOException {
        if (position == end) {
            end = in.read(buffer);
            position = 0;
            if (end <= 0) {
                throw new EOFException("Redis has closed the connection");
            }
        }
        return buffer[position++];
    }
}
