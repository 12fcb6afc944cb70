package io.mysqlredis.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LogReasonTest {
    @Test
    void mysqlsFirstErrorIsToldAndNotThatItAborts() {
        assertThat(LogReason.from(List.of(
                        "2026-11-21T22:10:10.1Z 0 [System] [MY-010116] [Server] mysqld (mysqld 8.0.31) starting",
                        "2026-11-21T22:10:11.1Z 0 [ERROR] [MY-010262] [Server] Can't start server: Bind on TCP/IP port:"
                                + " Address already in use",
                        "2026-11-21T22:10:11.2Z 0 [ERROR] [MY-010119] [Server] Aborting")))
                .contains("[MY-010262] [Server] Can't start server: Bind on TCP/IP port: Address already in use");
    }

    @Test
    void mysqlsReasonIsToldAlsoWhereItIsNoErrorToMysql() {
        assertThat(LogReason.from(List.of(
                        "2026-11-21T22:10:10.1Z 0 [Warning] [MY-010091] [Server] Can't create test file x",
                        "mysqld: File './binlog.index' not found (OS errno 13 - Permission denied)",
                        "2026-11-21T22:10:11.2Z 0 [ERROR] [MY-010119] [Server] Aborting",
                        "2026-11-21T22:10:11.3Z 0 [System] [MY-010910] [Server] mysqld: Shutdown complete")))
                .contains("File './binlog.index' not found (OS errno 13 - Permission denied)");
    }

    @Test
    void kafkasErrorIsToldWithItsInnermostCause() {
        assertThat(LogReason.from(List.of(
                        "[2026-11-21 22:10:10,123] INFO starting (kafka.server.KafkaServer)",
                        "[2026-11-21 22:10:11,123] ERROR Exiting Kafka due to fatal exception (kafka.Kafka$)",
                        "org.apache.kafka.common.KafkaException: Socket server failed to bind",
                        "\tat kafka.network.Acceptor.open(SocketServer.scala:1)",
                        "Caused by: java.net.BindException: Address already in use",
                        "\tat java.base/sun.nio.ch.Net.bind0(Native Method)",
                        "\t... 3 more",
                        "[2026-11-21 22:10:12,123] ERROR later (x)",
                        "java.lang.IllegalStateException: later")))
                .contains("Exiting Kafka due to fatal exception (kafka.Kafka$):"
                        + " java.net.BindException: Address already in use");
    }

    @Test
    void fullDiskIsToldWhateverElseWentWrong() {
        assertThat(LogReason.from(List.of(
                        "[2026-11-21 22:10:11,123] ERROR Disk error while writing (x)",
                        "java.io.IOException: No space left on device")))
                .contains("the disk is full (java.io.IOException: No space left on device)");
    }

    @Test
    void lastWordsAreToldWhereThereIsNoError() {
        assertThat(LogReason.from(List.of(
                        "7:M 21 Nov 2026 22:10:10.123 # Could not create server TCP listening socket 127.0.0.1:1",
                        "7:M 21 Nov 2026 22:10:10.123 # Failed listening on port 1 (TCP), aborting.",
                        "")))
                .contains("7:M 21 Nov 2026 22:10:10.123 # Failed listening on port 1 (TCP), aborting.");
    }

    @Test
    void longLineIsShortened() {
        assertThat(LogReason.from(List.of("x".repeat(1_000))).orElseThrow()).hasSize(301);
    }

    @Test
    void noLogGivesNoReason() {
        assertThat(LogReason.from(List.of())).isEmpty();
        assertThat(LogReason.of(Path.of("no", "such", "file"))).isEmpty();
    }
}
