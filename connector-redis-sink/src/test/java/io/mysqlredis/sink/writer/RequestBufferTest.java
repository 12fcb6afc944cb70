package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol.Command;

class RequestBufferTest {

    private final RequestBuffer buffer = new RequestBuffer();

    @Test
    void requestsStandOneBehindTheOther() {
        buffer.add(Command.MULTI);
        buffer.add(bytes("SET"), bytes("key"), bytes("a value of 20 bytes!"));

        assertThat(text())
                .isEqualTo("*1\r\n$5\r\nMULTI\r\n*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$20\r\na value of 20 bytes!\r\n");
        assertThat(buffer.requests()).isEqualTo(2);
    }

    @Test
    void anArgumentMayBeEmptyAndOfAnyBytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        buffer.add(bytes("SET"), new byte[0], all);

        assertThat(text())
                .isEqualTo("*3\r\n$3\r\nSET\r\n$0\r\n\r\n$256\r\n" + new String(all, StandardCharsets.ISO_8859_1)
                        + "\r\n");
    }

    @Test
    void everyLengthIsWrittenInFull() {
        for (int length = 0; length <= 1_100; length++) {
            buffer.clear();
            buffer.add(bytes("DEL"), new byte[length]);

            assertThat(text()).startsWith("*2\r\n$3\r\nDEL\r\n$" + length + "\r\n");
            assertThat(buffer.length()).isEqualTo(18 + Integer.toString(length).length() + length);
        }
    }

    @Test
    void itGrowsWithWhatComes() {
        byte[] large = new byte[300_000];
        Arrays.fill(large, (byte) 'x');
        buffer.add(bytes("SET"), bytes("key"), large);
        buffer.add(bytes("SET"), bytes("key"), new byte[10 << 20]);
        buffer.add(bytes("DEL"), bytes("key"));

        assertThat(text())
                .startsWith("*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$300000\r\nxxx")
                .endsWith("*2\r\n$3\r\nDEL\r\n$3\r\nkey\r\n");
        assertThat(buffer.length()).isEqualTo(300_000 + (10 << 20) + 33 + 35 + 22);
    }

    @Test
    void nothingOfAFormerFlightIsLeft() {
        buffer.add(bytes("SET"), bytes("key"), new byte[9 << 20]);
        buffer.clear();
        assertThat(buffer.bytes().length).isLessThan(1 << 20);

        buffer.add(bytes("DEL"), bytes("key"));
        assertThat(text()).isEqualTo("*2\r\n$3\r\nDEL\r\n$3\r\nkey\r\n");
        assertThat(buffer.requests()).isEqualTo(1);
    }

    private String text() {
        return new String(buffer.bytes(), 0, buffer.length(), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
