package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.JobRecord;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.TidyAnswer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R18 where tombstones have a retention too: the token floor rises first, and they go once it has stood. */
abstract class PurgeRulesTck extends TombstoneRulesTck {
    PurgeRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName(
            "R18 a tombstone goes once it is past its retention and the floor has stood for 10 minutes, not before")
    void goesOnceTheFloorHasStood() {
        RunId first = buried("letter", 1);
        assertThat(purged()).as(rule + "; it is fresh").isZero();
        passMinutes(KEPT_MINUTES - 1);
        assertThat(purged()).as(rule + "; it is a minute too young").isZero();
        passMinutes(2);
        assertThat(purged()).as(rule + "; only now the floor rises").isZero();
        passMinutes(9);
        assertThat(purged()).as(rule + "; the floor has stood for 9 minutes").isZero();
        assertThat(submit(mail("letter", Optional.empty())))
                .as(rule + "; the tombstone is still there")
                .isEqualTo(new SubmitAnswer.Other(first, true));
        passMinutes(2);
        assertThat(purged()).as(rule).isEqualTo(1);
        assertThat(purged()).as(rule + ", once").isZero();
        assertThat(submit(mail("letter", Optional.empty())))
                .as(rule + "; nothing is known of the id any more")
                .isInstanceOf(SubmitAnswer.Created.class);
    }

    @Test
    @DisplayName(
            "R18 a job that is submitted again while its tombstone waits for the floor is no tombstone any more: it stays")
    void resubmittedMeanwhile() {
        RunId first = buried("letter", 2);
        passMinutes(KEPT_MINUTES + 1);
        purged();
        assertThat(submit(mail("letter", Optional.of(first)))).as(rule).isInstanceOf(SubmitAnswer.Created.class);
        passMinutes(11);
        assertThat(purged()).as(rule).isZero();
        assertThat(take(ALICE, "letter").ownership().token()).as(rule).isGreaterThan(2);
    }

    @Test
    @DisplayName("R18 a tombstone younger than its retention stays, though the floor is far above it")
    void youngOnesStay() {
        buried("old", 5);
        RunId first = buried("letter", 1);
        passMinutes(KEPT_MINUTES - 20);
        submit(mail("letter", Optional.of(first)));
        RunId young = ended("letter", 1);
        passMinutes(21);
        purged();
        passMinutes(11);
        assertThat(purged()).as(rule + "; the old one goes").isEqualTo(1);
        assertThat(submit(mail("letter"))).as(rule).isEqualTo(new SubmitAnswer.Other(young, true));
        purgeAll(1);
    }

    @Test
    @DisplayName("R18 a tombstone above the floor waits until one has stood that covers it")
    void higherOnesWait() {
        buried("low", 1);
        passMinutes(20);
        RunId run = buried("high", 5);
        passMinutes(KEPT_MINUTES - 19);
        purged();
        passMinutes(20);
        assertThat(purged()).as(rule + "; the floor covers the low one alone").isEqualTo(1);
        assertThat(submit(mail("high", Optional.empty()))).as(rule).isEqualTo(new SubmitAnswer.Other(run, true));
        passMinutes(11);
        assertThat(purged()).as(rule).isEqualTo(1);
    }

    @Test
    @DisplayName("R18 tombstones that keep coming don't put off those that wait")
    void neverPutOff() {
        for (int i = 1; i <= 8; i++) {
            buried("job-" + i, i);
            passMinutes(4);
        }
        passMinutes(KEPT_MINUTES - 32);
        int gone = 0;
        for (int i = 1; i <= 4; i++) {
            passMinutes(4);
            gone += purged();
        }
        assertThat(gone).as(rule + "; 12 minutes after the first floor").isPositive();
        for (int i = 1; i <= 12; i++) {
            passMinutes(4);
            gone += purged();
        }
        assertThat(gone).as(rule).isEqualTo(8);
    }

    @Test
    @DisplayName(
            "R18 finished jobs become tombstones and go, by steps of 256 at most, under one floor for all of a walk")
    void bounded() {
        List<String> jobs = submitMany(300);
        take(ALICE, jobs.get(20), 6);
        List<JobRecord> claimed = takeAll(ALICE).stream()
                .sorted(Comparator.comparing(JobRecord::id))
                .toList();
        finish(claimed.subList(20, 160));
        finish(claimed.subList(160, 300));
        passMinutes(61);
        assertThat(TidyWalk.through(store, rule).tombstoned()).as(rule).isEqualTo(280);
        finish(claimed.subList(0, 20));
        passMinutes(61);
        assertThat(TidyWalk.through(store, rule).tombstoned()).as(rule).isEqualTo(20);
        passMinutes(KEPT_MINUTES + 1);
        purged();
        passMinutes(11);
        List<TidyAnswer> steps = TidyWalk.steps(store, rule);
        assertThat(steps.stream().mapToInt(TidyAnswer::purged).sum()).as(rule).isEqualTo(300);
        assertThat(steps).as(rule).filteredOn(step -> step.purged() > 0).hasSizeGreaterThan(1);
        assertThat(TidyWalk.through(store, rule))
                .as(rule + ", and come to rest")
                .isEqualTo(TidyWalk.NOTHING);
    }

    @Test
    @DisplayName("R18 walks of several at once remove each tombstone once, and tokens go on rising")
    void severalAtOnce() {
        List.of("a", "b", "c").forEach(id -> buried(id, id.charAt(0) - 'a' + 1));
        passMinutes(KEPT_MINUTES + 1);
        int gone = together();
        passMinutes(11);
        gone += together();
        assertThat(gone).as(rule).isEqualTo(3);
        submit("a");
        assertThat(take(ALICE, "a").ownership().token()).as(rule).isGreaterThan(3);
    }

    private void finish(List<JobRecord> claimed) {
        store.write(claimed.stream()
                .map(job -> release(job, 1, change -> change.status(Status.FINISHED)))
                .toList());
    }

    /** Two walks, step by step in turn; how many they remove. */
    private int together() {
        TidyAnswer one = store.tidy(Optional.empty());
        TidyAnswer other = underTest.another().tidy(Optional.empty());
        int gone = one.purged() + other.purged();
        while (one.next().isPresent() && other.next().isPresent()) {
            one = store.tidy(one.next());
            other = underTest.another().tidy(other.next());
            gone += one.purged() + other.purged();
        }
        return gone;
    }
}
