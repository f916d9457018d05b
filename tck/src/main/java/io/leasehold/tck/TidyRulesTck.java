package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.leasehold.store.Bytes;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.EndedLease;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.TidyAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R18: housekeeping, one bounded step at a time. */
abstract class TidyRulesTck extends RulesTck {
    private static final TidyAnswer NOTHING = TidyWalk.NOTHING;

    TidyRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R18 tidying where all are alive and at work changes nothing")
    void nothingToDo() {
        assertThat(tidyAll()).as(rule + ", and less so where there is nothing").isEqualTo(NOTHING);
        live(ALICE);
        submit("held", "stopped", "free");
        JobRecord held = take(ALICE, "held");
        take(ALICE, "stopped");
        ordered("stopped", new Command.Stop());
        assertThat(tidyAll()).as(rule).isEqualTo(NOTHING);
        passMinutes(90);
        assertThat(tidyAll())
                .as(rule + "; a lapsed lease is live until it is ended")
                .isEqualTo(NOTHING);
        assertThat(job("held").ownership()).as(rule).isEqualTo(held.ownership());
        assertThat(job("stopped").ownership().owner()).as(rule).contains(ALICE);
        assertThat(ask(ALICE)).as(rule).isInstanceOf(LeaseState.Live.class);
    }

    @Test
    @DisplayName("R18 an absent owner is buried, and only then dead; a live one never is")
    void burial() {
        assumeThat(underTest)
                .as("the store under test can lose a lease")
                .isInstanceOf(StoreUnderTest.CanLoseLeases.class);
        live(ALICE, BOB, CAROL);
        submit("stray", "held");
        take(ALICE, "stray");
        take(BOB, "held");
        ((StoreUnderTest.CanLoseLeases) underTest).lose(ALICE);
        assertThat(takeAll(CAROL, ALICE, BOB))
                .as(rule + "; R6 an absent lease is not dead")
                .isEmpty();
        assertThat(tidyAll()).as(rule).isEqualTo(new TidyAnswer(Optional.empty(), 1, 0, 0, 0, 0, 0, 0));
        assertThat(survey().ended())
                .as(rule)
                .extracting(EndedLease::id, EndedLease::how)
                .containsExactly(tuple(ALICE, LeaseEnd.LOST));
        assertThat(store.grant(ALICE, "alice", HOUR)).as(rule).isEqualTo(new LeaseState.Ended());
        assertThat(ids(takeAll(CAROL, ALICE, BOB))).as(rule).containsExactly("stray");
        assertThat(ask(BOB)).as(rule).isInstanceOf(LeaseState.Live.class);
    }

    @Test
    @DisplayName("R18 a dead owner is cleared from jobs that aren't runnable, and stays with those that are")
    void clearing() {
        live(ALICE);
        submit("stopped", "runnable");
        JobRecord stopped = take(ALICE, "stopped");
        take(ALICE, "runnable");
        ordered("stopped", new Command.Stop());
        end(ALICE, LeaseEnd.LAPSED);
        assertThat(tidyAll().cleared()).as(rule).isEqualTo(1);
        assertThat(job("stopped").ownership())
                .as(rule)
                .isEqualTo(stopped.ownership().released());
        assertThat(job("runnable").ownership().owner()).as(rule).contains(ALICE);
        assertThat(survey().ended())
                .as(rule + "; a lease that a job names isn't drained")
                .hasSize(1);
    }

    @Test
    @DisplayName("R18 an ended lease that no job names is drained: no survey lists it, yet it stays ended")
    void draining() {
        live(ALICE, BOB);
        submit("letter");
        take(ALICE, "letter");
        end(ALICE, LeaseEnd.CLEAN);
        assertThat(tidyAll().drained())
                .as(rule + ", but not while a job names it")
                .isZero();
        assertThat(survey().ended()).as(rule).hasSize(1);
        take(BOB, "letter");
        assertThat(tidyAll().drained()).as(rule).isEqualTo(1);
        assertThat(survey().ended()).as(rule).isEmpty();
        assertThat(ask(ALICE)).as(rule).isEqualTo(new LeaseState.Ended());
        assertThat(store.grant(ALICE, "alice", HOUR)).as(rule).isEqualTo(new LeaseState.Ended());
        assertThat(tidyAll().drained()).as(rule + ", once").isZero();
    }

    @Test
    @DisplayName("R18 a drained lease's record is dropped after the retention, not before")
    void dropping() {
        live(ALICE, BOB);
        end(ALICE, LeaseEnd.CLEAN);
        tidyAll();
        passMinutes(50);
        assertThat(tidyAll().dropped()).as(rule).isZero();
        assertThat(store.grant(ALICE, "alice", HOUR)).as(rule).isEqualTo(new LeaseState.Ended());
        passMinutes(11);
        assertThat(tidyAll().dropped()).as(rule).isEqualTo(1);
        assertThat(ask(ALICE)).as(rule + "; R3 without a record too").isEqualTo(new LeaseState.Ended());
        assertThat(tidyAll()).as(rule).isEqualTo(NOTHING);
    }

    @Test
    @DisplayName("R18 an ended lease that a job names is kept, however old")
    void neededIsKept() {
        live(ALICE);
        submit("letter");
        take(ALICE, "letter");
        end(ALICE, LeaseEnd.CLEAN);
        underTest.pass(Duration.ofDays(40));
        tidyAll();
        tidyAll();
        live(BOB);
        assertThat(ids(takeAll(BOB, ALICE))).as(rule).containsExactly("letter");
    }

    @Test
    @DisplayName("R18 a finished job becomes a tombstone after its retention, not before; token and run stay known")
    void tombstones() {
        live(ALICE);
        submit("finished", "failed", "resting");
        leave(ALICE, "finished", Status.FINISHED);
        leave(ALICE, "failed", Status.FAILED);
        JobRecord finished = job("finished");
        underTest.pass(Duration.ofDays(29));
        assertThat(tidyAll().tombstoned()).as(rule).isZero();
        underTest.pass(Duration.ofDays(2));
        assertThat(tidyAll().tombstoned()).as(rule).isEqualTo(1);
        assertThat(store.find(finished.id())).as(rule).isEmpty();
        assertThat(job("failed").progress().status()).as(rule).isEqualTo(Status.FAILED);
        assertThat(job("resting").progress().status()).as(rule).isEqualTo(Status.READY);
        assertThat(store.command(new Command(finished.id(), finished.run(), 0, new Command.Start())))
                .as(rule)
                .isEqualTo(new CommandAnswer.Absent(Optional.of(finished.run())));
        assertThat(resubmitted(Optional.empty())).as(rule).isEqualTo(new SubmitAnswer.Other(finished.run(), true));
        assertThat(resubmitted(Optional.of(finished.run()))).as(rule).isInstanceOf(SubmitAnswer.Created.class);
        live(BOB);
        assertThat(take(BOB, "finished").ownership().token()).as(rule).isGreaterThan(1);
    }

    @Test
    @DisplayName("R18 tombstones stay through years, for no retention is set for them")
    void tombstonesStay() {
        live(ALICE);
        submit("letter");
        RunId run = job("letter").run();
        leave(ALICE, "letter", Status.FINISHED);
        ordered("letter", new Command.Delete(false));
        for (int years = 1; years <= 3; years++) {
            underTest.pass(Duration.ofDays(366));
            assertThat(tidyAll().purged()).as(rule).isZero();
        }
        assertThat(submit(mail("letter"))).as(rule).isEqualTo(new SubmitAnswer.Same(run, true));
        assertThat(store.find(new JobId("letter"))).as(rule).isEmpty();
    }

    @Test
    @DisplayName("R18 the retention of a finished job runs from when its run ended")
    void sinceFinished() {
        live(ALICE);
        submit("letter");
        underTest.pass(Duration.ofDays(31));
        leave(ALICE, "letter", Status.FINISHED);
        assertThat(tidyAll().tombstoned()).as(rule).isZero();
        underTest.pass(Duration.ofDays(31));
        ordered("letter", new Command.Restart(newRun(), false));
        assertThat(tidyAll().tombstoned())
                .as(rule + "; a restarted one isn't finished")
                .isZero();
    }

    @Test
    @DisplayName("R18 one step is bounded: 64 owners, 256 records; a walk by its cursors gets through")
    void bounded() {
        List<LeaseId> many = LongStream.rangeClosed(1, 70).mapToObj(LeaseId::of).toList();
        live(many.toArray(LeaseId[]::new));
        List<String> jobs = submitMany(280);
        for (int i = 0; i < many.size(); i++) {
            take(many.get(i), jobs.get(i));
            ordered(jobs.get(i), new Command.Stop());
            end(many.get(i), LeaseEnd.CLEAN);
        }
        live(ALICE);
        List<JobRecord> rest = takeAll(ALICE);
        store.write(rest.stream()
                .map(job -> release(job, 1, change -> change.status(Status.FINISHED)))
                .toList());
        underTest.pass(Duration.ofDays(31));
        TidyAnswer total = tidyAll();
        assertThat(total.cleared()).as(rule).isEqualTo(70);
        assertThat(total.drained()).as(rule).isEqualTo(70);
        assertThat(total.tombstoned()).as(rule).isEqualTo(210);
        tidyAll();
        assertThat(tidyAll()).as(rule + ", and comes to rest").isEqualTo(NOTHING);
    }

    private TidyAnswer tidyAll() {
        return TidyWalk.through(store, rule);
    }

    private SubmitAnswer resubmitted(Optional<RunId> replaces) {
        return submit(new Submission(
                new JobId("finished"), "mail", 1, Bytes.ofUtf8("again"), newRun(), replaces, Duration.ZERO));
    }
}
