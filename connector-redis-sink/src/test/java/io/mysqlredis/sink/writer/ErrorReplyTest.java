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
                "COMMAND_REJECTED | ERR value is not an integer or out of range",
                "COMMAND_REJECTED | ERR value is out of range",
                "COMMAND_REJECTED | ERR resulting score is not a number (NaN)",
                "COMMAND_REJECTED | ERR wrong number of arguments for 'hset' command",
                "COMMAND_REJECTED | ERR syntax error",
                "COMMAND_REJECTED | ERR hash value is not an integer",
                "COMMAND_REJECTED | ERR string exceeds maximum allowed size (512MB)",
                "COMMAND_REJECTED | ERR The ID specified in XADD is equal or smaller than the target stream top item",
                "COMMAND_REJECTED | ERR The stream has exhausted the last possible ID, unable to add more items",
                "COMMAND_REJECTED | ERR Elements are too large to be stored",
                "COMMAND_REJECTED | ERR new objects must be created at the root",
                "COMMAND_REJECTED | Existing key has wrong Redis type",
                "COMMAND_REJECTED | ERR recursion limit exceeded at line 1 column 128",
                "COMMAND_REJECTED | expected value at line 1 column 7",
                "TIME_CURES | ERR WAIT cannot be used with replica instances. Please also note that",
            })
    void isSortedByWhoCanMendIt(ErrorReply.Kind kind, String message) {
        for (Taken taken : Taken.values()) {
            assertThat(ErrorReply.of(message).kind(taken)).isEqualTo(kind);
        }
        assertThat(ErrorReply.of(message).isUnknown()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NEEDS_OPERATOR | COMMAND_REJECTED | COMMAND_REJECTED | ERR something that nobody has seen yet",
                "NEEDS_OPERATOR | COMMAND_REJECTED | COMMAND_REJECTED | OOMPH",
                "TIME_CURES | TIME_CURES | COMMAND_REJECTED | ERR max single record size exceeded. Limit: 100 MB",
                "TIME_CURES | TIME_CURES | COMMAND_REJECTED | LIMIT Document size limit is exceeded",
                "TIME_CURES | TIME_CURES | TIME_CURES | ERR max daily request limit exceeded. Limit: 10000",
                "TIME_CURES | TIME_CURES | TIME_CURES | ERR quota of this database is used up",
                "TIME_CURES | TIME_CURES | TIME_CURES | ERR rate limited",
                "TIME_CURES | TIME_CURES | TIME_CURES | ERR upstream is busy, try again",
            })
    void anUnknownOneIsSortedByWhatElseOfItsFlightWasTaken(
            ErrorReply.Kind afterNothing, ErrorReply.Kind behindOthers, ErrorReply.Kind beforeOthers, String message) {
        ErrorReply reply = ErrorReply.of(message);

        assertThat(reply.kind(Taken.NOTHING)).isEqualTo(afterNothing);
        assertThat(reply.kind(Taken.EARLIER_ONES)).isEqualTo(behindOthers);
        assertThat(reply.kind(Taken.LATER_ONES)).isEqualTo(beforeOthers);
    }

    @Test
    void argumentsThatRedisQuotesAreCutOff() {
        assertThat(ErrorReply.of("ERR unknown command 'HSET', with args beginning with: 'customers:1' 'secret' ")
                        .text())
                .isEqualTo("ERR unknown command 'HSET'");
    }
}
