package io.mysqlredis.benchmark.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mysqlredis.benchmark.BenchmarkException;
import io.mysqlredis.benchmark.rows.Change;
import io.mysqlredis.benchmark.rows.Inserts;
import io.mysqlredis.benchmark.rows.Orders;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RespTest {

    private static Replies replies(String text) {
        return new Replies(new ByteArrayInputStream(text.getBytes(US_ASCII)));
    }

    @Test
    void aRequestIsAnArrayOfItsWords() {
        Resp resp = new Resp();
        resp.add("SET", "a", "é");

        assertThat(resp.bytes()).asString().isEqualTo("*3\r\n$3\r\nSET\r\n$1\r\na\r\n$2\r\né\r\n");
    }

    @Test
    void repliesOfAllKindsArePassedOver() throws IOException {
        Replies replies = replies("+OK\r\n:1\r\n$2\r\nab\r\n$-1\r\n*2\r\n:1\r\n*1\r\n$1\r\nx\r\n+LAST\r\n");

        replies.skip(6);

        assertThatThrownBy(() -> replies.skip(1)).isInstanceOf(EOFException.class);
    }

    @Test
    void anErrorWithinATransactionIsAnError() {
        assertThatThrownBy(() -> replies("*2\r\n:1\r\n-WRONGTYPE no\r\n").skip(1))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("WRONGTYPE no");
    }

    @Test
    void aTransactionThatWasNotCarriedOutIsAnError() {
        assertThatThrownBy(() -> replies("*-1\r\n").skip(1))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("did not carry out");
    }

    @Test
    void aBatchIsOneTransactionWithTheWatermarkInIt() {
        List<Change> changes = new ArrayList<>();
        new Inserts(new Orders(5)).changes(2).forEachRemaining(changes::add);

        SinkBatches.Encoded batch = new SinkBatches(Map.of()).encode(changes);

        assertThat(new String(batch.bytes().array(), US_ASCII).lines().filter(line -> line.matches("[A-Z]{2,}")))
                .containsExactly("MULTI", "DEL", "HSET", "DEL", "HSET", "HSET", "EXEC", "WATCH", "HMGET");
        assertThat(batch.replies()).isEqualTo(9);
    }
}
