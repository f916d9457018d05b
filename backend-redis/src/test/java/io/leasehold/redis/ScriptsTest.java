package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.TokenFloor;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** What is peculiar to scripts: that a server forgets them, how Lua counts, and what is where when they have run. */
class ScriptsTest {
    private final RedisClient behind = Servers.client();
    private final LeaseStore store = Servers.store("scripts");
    private LeaseId lease;

    @BeforeEach
    void grant() {
        lease = Samples.granted(store, 1);
    }

    @AfterEach
    void close() {
        store.close();
        behind.close();
    }

    @Test
    void aServerThatForgotTheScriptsIsTaughtThemAgain() {
        behind.scriptFlush();
        assertThat(store.bell()).isZero();
        Samples.submit(store, "a");
        behind.scriptFlush();
        assertThat(Samples.claim(store, lease, 2)).hasSize(1);
    }

    @Test
    void tokensAreExactWhereLuasNumbersAreNot() {
        Samples.submit(store, "a");
        for (long token :
                List.of(9L, 99L, 999_999_999_999_999L, (1L << 53) - 1, 1L << 53, (1L << 53) + 1, TokenFloor.HIGHEST)) {
            JobRecord before = store.find(new JobId("a")).orElseThrow();
            store.command(new Command(before.id(), before.run(), before.commandNumber(), new Command.Park(token)));
            store.command(new Command(before.id(), before.run(), before.commandNumber() + 1, new Command.Start()));

            JobRecord claimed = Samples.claim(store, lease, claimNumber(token)).get(0);

            assertThat(claimed.ownership().token()).isEqualTo(token + 1);
            assertThat(store.write(List.of(Samples.write(claimed, 1, false))))
                    .hasOnlyElementsOfType(WriteAnswer.Applied.class);
        }
    }

    /** Even, so that the claim begins at slot 0, and rising with the token. */
    private static long claimNumber(long token) {
        return token / 2 * 2 + 2;
    }

    @Test
    void revisionsAreComparedAsDigits() {
        Samples.submit(store, "a");
        JobRecord claimed = Samples.claim(store, lease, 2).get(0);
        long beyond = 1L << 53;
        for (long revision : List.of(9L, 10L, 99L, 100L, beyond, beyond + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE)) {
            assertThat(store.write(List.of(Samples.write(claimed, revision, false))))
                    .as("revision %d", revision)
                    .hasOnlyElementsOfType(WriteAnswer.Applied.class);
            assertThat(store.write(List.of(Samples.write(claimed, revision - 1, false))))
                    .as("revision %d", revision - 1)
                    .hasOnlyElementsOfType(WriteAnswer.Superseded.class);
        }
        assertThat(store.find(claimed.id()).orElseThrow().ownership().revision())
                .isEqualTo(Long.MAX_VALUE);
    }

    /** R16: a late packet that names its own run as the one to replace brings no run back. */
    @Test
    void aSubmissionDoesntReplaceItsOwnTombstone() {
        Submission first = Samples.submission("a");
        store.submit(List.of(first));
        store.command(new Command(first.id(), first.run(), 0, new Command.Delete(false)));
        Submission again = new Submission(
                first.id(), "mail", 1, first.payload(), first.run(), Optional.of(first.run()), Duration.ZERO);
        assertThat(store.submit(List.of(again))).containsExactly(new SubmitAnswer.Same(first.run(), true));
        assertThat(store.find(first.id())).isEmpty();
    }

    @Test
    void aDeadLeaseThatIsNamedTwiceBringsEachJobOnce() {
        LeaseId dead = Samples.granted(store, 2);
        Samples.submit(store, "a", "b");
        Samples.claim(store, dead, 2);
        store.end(dead, LeaseEnd.LAPSED);
        assertThat(Samples.claim(store, lease, 2, dead, dead))
                .extracting(job -> job.id().value(), job -> job.ownership().token())
                .containsExactlyInAnyOrder(tuple("a", 2L), tuple("b", 2L));
    }

    @Test
    void twoNamespacesOfOneServerDontSeeEachOther() {
        try (LeaseStore other = Servers.store("scripts_other")) {
            Samples.submit(store, "a");
            store.ring();
            assertThat(other.find(new JobId("a"))).isEmpty();
            assertThat(other.renew(lease, Samples.TTL, Load.NONE))
                    .isNotEqualTo(store.renew(lease, Samples.TTL, Load.NONE));
            assertThat(other.bell()).isZero();
            assertThat(Samples.claim(other, Samples.granted(other, 1), 2)).isEmpty();
        }
    }

    @Test
    void whatIsOverLeavesNoIndexBehind() {
        Samples.submit(store, "a", "b");
        List<JobRecord> claimed = Samples.claim(store, lease, 2);
        store.write(claimed.stream().map(job -> Samples.write(job, 1, true)).toList());
        for (JobRecord job : claimed) {
            assertThat(store.command(new Command(job.id(), job.run(), 0, new Command.Delete(false))))
                    .isInstanceOf(CommandAnswer.Applied.class);
        }
        store.end(lease, LeaseEnd.CLEAN);

        assertThat(behind.keys("{scripts}:*"))
                .containsExactlyInAnyOrder(
                        "{scripts}:schema",
                        "{scripts}:lease:" + lease,
                        "{scripts}:ended",
                        "{scripts}:over",
                        "{scripts}:tomb:a",
                        "{scripts}:tomb:b",
                        "{scripts}:tombs");
    }

    @Test
    void noKeyEverExpires() {
        Samples.submit(store, "a");
        Samples.claim(store, lease, 2);
        assertThat(behind.keys("{scripts}:*")).isNotEmpty().allMatch(name -> behind.ttl(name) == -1);
    }
}
