package io.mysqlredis.sink.avro;

import io.mysqlredis.sink.event.BadRecordException;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.connect.errors.DataException;

/** What Confluent's serializers write: a zero, the id of a schema in four bytes, and the value in Avro. */
final class AvroMessage {

    /** Where the value begins. */
    static final int HEADER = 5;

    private static final int ID_AT = 1;

    private AvroMessage() {}

    /** Reads something of a message. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    /** @throws BadRecordException if the message is not as its schema says */
    static <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException
                | AvroRuntimeException
                | DataException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | NumberFormatException e) {
            // Not with the cause, whose message may hold a value.
            throw new BadRecordException("is not as the Avro schema that it names has it ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    /** @throws BadRecordException if the bytes are no such message */
    static int schemaId(byte[] message) {
        if (message.length < HEADER || message[0] != 0) {
            throw new BadRecordException(
                    "does not begin as a message with the id of an Avro schema does, by a zero and four"
                            + " bytes; let source and sink use the same format");
        }
        int id = 0;
        for (int i = ID_AT; i < HEADER; i++) {
            id = (id << Byte.SIZE) | (message[i] & 0xFF);
        }
        return id;
    }
}
