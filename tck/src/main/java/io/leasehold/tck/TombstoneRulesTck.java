package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Retention;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;

/** What the rules on tombstones that go share: a store where they have a retention, and the words in which their stories are told. */
abstract class TombstoneRulesTck extends RulesTck {
    static final long KEPT_MINUTES = 120;
    static final JobId LETTER = new JobId("letter");

    TombstoneRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Override
    StoreOptions options() {
        Retention retention = Retention.DEFAULT.finishedJobs(HOUR).tombstones(minutes(KEPT_MINUTES));
        return super.options().retention(retention);
    }

    @BeforeEach
    void aliceLives() {
        store.grant(ALICE, "alice", Duration.ofDays(90));
    }

    /** Leaves the tombstone of a job that was claimed so often, and answers its run. */
    RunId buried(String id, int claims) {
        submit(id);
        return ended(id, claims);
    }

    RunId ended(String id, int claims) {
        take(ALICE, id, claims);
        RunId run = job(id).run();
        ordered(id, new Command.Delete(false));
        return run;
    }

    /** Claims and releases so often. */
    void take(LeaseId by, String id, int times) {
        for (int i = 0; i < times; i++) {
            applied(release(take(by, id), 1, change -> change));
        }
    }

    Submission mail(String id, Optional<RunId> replaces) {
        return new Submission(
                new JobId(id), "mail", 1, Bytes.ofUtf8("anew to " + id), newRun(), replaces, Duration.ZERO);
    }

    /** How many a walk removes. */
    int purged() {
        return TidyWalk.through(store, rule).purged();
    }

    /** Lets all tombstones there are come to their end. */
    void purgeAll(int count) {
        passMinutes(KEPT_MINUTES + 1);
        int gone = purged();
        passMinutes(11);
        gone += purged();
        assertThat(gone).as(rule + "; tombstones go").isEqualTo(count);
    }
}
