package io.mysqlredis.sink.writer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorReplyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TIME_CURES | LOADING Redis is loading the dataset in memory",
                "TIME_CURES | READONLY You can't write against a read only replica.",
                "TIME_CURES | OOM command not allowed when used memory > 'maxmemory'.",
                "TIME_CURES | CLUSTERDOWN The cluster is down",
                "TIME_CURES | TRYAGAIN Multiple keys request during rehashing of slot",
                "TIME_CURES | MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                "TIME_CURES | NOREPLICAS Not enough good replicas to write.",
                "TIME_CURES | BUSY Redis is busy running a script.",
                "TIME_CURES | MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk.",
                "TIME_CURES | ERR max number of clients reached",
                "TIME_CURES | ERR max number of clients + cluster connections reached",
                "TIME_CURES | EXECABORT Transaction discarded because of: OOM command not allowed",
                "TIME_CURES | EXECABORT Transaction discarded because of: READONLY You can't write",
                "TIME_CURES | EXECABORT Transaction discarded because of previous errors.",
                "NEEDS_OPERATOR | EXECABORT Transaction discarded because of: NOPERM no permissions",
                "NEEDS_OPERATOR | NOAUTH Authentication required.",
                "NEEDS_OPERATOR | WRONGPASS invalid username-password pair or user is disabled.",
                "NEEDS_OPERATOR | NOPERM this user has no permissions to run the 'hset' command",
                "NEEDS_OPERATOR | DENIED Redis is running in protected mode because protected mode is enabled",
                "NEEDS_OPERATOR | MOVED 3999 127.0.0.1:6381",
                "NEEDS_OPERATOR | CROSSSLOT Keys in request don't hash to the same slot",
                "NEEDS_OPERATOR | ERR AUTH <password> called without any password configured for the default user.",
                "NEEDS_OPERATOR | ERR Client sent AUTH, but no password is set",
                "NEEDS_OPERATOR | ERR DB index is out of range",
                "NEEDS_OPERATOR | ERR unknown command 'MULTI', with args beginning with: ",
                "COMMAND_REJECTED | WRONGTYPE Operation against a key holding the wrong kind of value",
                "COMMAND_REJECTED | ERR string exceeds maximum allowed size (proto-max-bulk-len)",
                "COMMAND_REJECTED | ERR Protocol error: invalid bulk length",
                "COMMAND_REJECTED | ERR value is not a valid float",
                "COMMAND_REJECTED | ERR invalid longitude,latitude pair 200.000000,0.000000",
                "COMMAND_REJECTED | ERR invalid expire time in 'pexpireat' command",
                "COMMAND_REJECTED | ERR Existing key has wrong Redis type",
                "NEEDS_OPERATOR | ERR unknown command 'JSON.SET', with args beginning with: 'order:1' '$' ",
                "NEEDS_OPERATOR | NOPERM this user has no permissions to access one of the keys used as arguments",
                "COMMAND_REJECTED | ERR something that nobody has seen yet",
                "COMMAND_REJECTED | OOMPH",
            })
    void isSortedByWhoCanMendIt(ErrorReply.Kind kind, String message) {
        assertThat(ErrorReply.of(message).kind()).isEqualTo(kind);
    }

    @Test
    void argumentsThatRedisQuotesAreCutOff() {
        assertThat(ErrorReply.of("ERR unknown command 'HSET', with args beginning with: 'customers:1' 'secret' ")
                        .text())
                .isEqualTo("ERR unknown command 'HSET'");
    }
}
