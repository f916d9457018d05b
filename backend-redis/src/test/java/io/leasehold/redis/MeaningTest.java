package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors as servers word them, and as scripts pass them on. */
class MeaningTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOT_PRIMARY | READONLY You can't write against a read only replica.",
                "NOT_PRIMARY | NOTHING READONLY You can't write against a read only replica. script: 12ab",
                "NOT_PRIMARY | MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                "ELSEWHERE | MOVED 12706 127.0.0.1:7001",
                "ELSEWHERE | ASK 12706 127.0.0.1:7001",
                "ELSEWHERE | CLUSTERDOWN Hash slot not served",
                "ELSEWHERE | CLUSTERDOWN The cluster is down",
                "ELSEWHERE | TRYAGAIN Multiple keys request during rehashing of slot",
                "BUSY | LOADING Redis is loading the dataset in memory",
                "BUSY | BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
                "BUSY | ERR max number of clients reached",
                "CANT_KEEP | NOREPLICAS Not enough good replicas to write.",
                "CANT_KEEP | MISCONF Redis is configured to save RDB snapshots, but it's unable to persist to disk.",
                "FULL | PARTLY OOM command not allowed when used memory > 'maxmemory'.",
                "NOT_PERMITTED | NOPERM this user has no permissions to run the 'evalsha' command",
                "NOT_PERMITTED | NOTHING The user executing the script can't run this command or subcommand script: 12ab",
                "WRONG_LOGIN | WRONGPASS invalid username-password pair or user is disabled.",
                "WRONG_LOGIN | NOAUTH Authentication required.",
                "FOREIGN | PARTLY WRONGTYPE Operation against a key holding the wrong kind of value script: 12ab",
                "NO_DATABASE | ERR DB index is out of range",
                "UNCLEAR | ERR unknown command 'EVALSHA'",
                "UNCLEAR | NOTHING user_script:7: attempt to index a nil value"
            })
    void isToldByTheCode(Meaning meaning, String error) {
        assertThat(Meaning.of(error)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource({
        "FULL, true", "NOT_PERMITTED, true", "WRONG_LOGIN, true", "FOREIGN, true", "NO_DATABASE, true",
        "NOT_PRIMARY, false", "ELSEWHERE, false", "CANT_KEEP, false", "BUSY, false", "UNCLEAR, false"
    })
    void whatMayPassByItselfIsNotRejected(Meaning meaning, boolean rejected) {
        assertThat(meaning.rejected()).isEqualTo(rejected);
    }
}
