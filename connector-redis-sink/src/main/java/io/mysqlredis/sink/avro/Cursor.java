package io.mysqlredis.sink.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Avro's decoder over one message after the other, and where in the message it stands. */
final class Cursor {

    private BinaryDecoder decoder;
    private int end;

    /** The decoder, which is to read from there on. */
    BinaryDecoder over(byte[] message, int from) {
        end = message.length;
        decoder = DecoderFactory.get().binaryDecoder(message, from, end - from, decoder);
        return decoder;
    }

    /** The same for a message that is nothing but bytes, which the serializer writes as they are, without their length before them. */
    BinaryDecoder overRaw(byte[] message, int from) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        encoder.writeBytes(message, from, message.length - from);
        return over(out.toByteArray(), 0);
    }

    /** The index of the byte that is read next. */
    int position() throws IOException {
        return end - decoder.inputStream().available();
    }
}
