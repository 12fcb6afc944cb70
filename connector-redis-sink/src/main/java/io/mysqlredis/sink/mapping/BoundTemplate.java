package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.command.Bytes;
import io.mysqlredis.sink.event.Row;
import io.mysqlredis.sink.rendering.ValueRendering;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@link Template} for the records of one shape: which bytes, and which values between them. */
final class BoundTemplate {

    /** In place of a byte: nothing follows. */
    static final int NOTHING = -1;

    private static final byte ESCAPE = '\\';

    private final List<Step> steps;
    private final ValueRendering rendering;

    private BoundTemplate(List<Step> steps, ValueRendering rendering) {
        this.steps = steps;
        this.rendering = rendering;
    }

    /** Fixed bytes, then a value, if there is one. */
    private static final class Step {
        final byte[] prefix;
        final BoundColumn column;
        final int escaped;

        /** @param column null if no value follows */
        Step(byte[] prefix, BoundColumn column, int escaped) {
            this.prefix = prefix;
            this.column = column;
            this.escaped = escaped;
        }
    }

    /** What the template makes of a row; nothing if one of its values is NULL. */
    Optional<Bytes> render(Row key, Row image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        for (Step step : steps) {
            out.writeBytes(step.prefix);
            if (step.column != null) {
                Object value = step.column.value(key, image);
                if (value == null) {
                    return Optional.empty();
                }
                write(rendering.text(step.column.column(), value), step.escaped, out);
            }
        }
        return Optional.of(Bytes.of(out.toByteArray()));
    }

    static byte[] escape(byte[] value, int escaped) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(value.length);
        write(value, escaped, out);
        return out.toByteArray();
    }

    // Byte by byte is safe: neither a \ nor the first byte of a character is found inside another character.
    private static void write(byte[] value, int escaped, ByteArrayOutputStream out) {
        if (escaped == NOTHING) {
            out.writeBytes(value);
            return;
        }
        for (byte b : value) {
            if (b == escaped || b == ESCAPE) {
                out.write(ESCAPE);
            }
            out.write(b);
        }
    }

    /** Collects the pieces; fixed ones that follow each other become one. */
    static final class Builder {

        private final List<Step> steps = new ArrayList<>();
        private final ByteArrayOutputStream prefix = new ByteArrayOutputStream();
        private final ValueRendering rendering;

        Builder(ValueRendering rendering) {
            this.rendering = rendering;
        }

        void literal(String text) {
            prefix.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }

        /** A name that is the same for every row, but marked like a value. */
        void name(String text, int escaped) {
            write(text.getBytes(StandardCharsets.UTF_8), escaped, prefix);
        }

        void value(BoundColumn column, int escaped) {
            steps.add(new Step(prefix.toByteArray(), column, escaped));
            prefix.reset();
        }

        BoundTemplate build() {
            if (prefix.size() > 0 || steps.isEmpty()) {
                steps.add(new Step(prefix.toByteArray(), null, NOTHING));
            }
            return new BoundTemplate(List.copyOf(steps), rendering);
        }
    }
}
