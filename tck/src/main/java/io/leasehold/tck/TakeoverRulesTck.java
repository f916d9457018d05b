package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Load;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Progress;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Takeover;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R10: what a job remembers of the owners that it lost. */
abstract class TakeoverRulesTck extends RulesTck {
    TakeoverRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R10 a lapse counts when the lapsed owner had a step open")
    void openStepCounts() {
        live(ALICE);
        submitAll(List.of(mail("letter", "mail", 1, minutes(600))));
        applied(intent(take(ALICE, "letter"), 1, step("greet")));
        assertThat(lapsesAfter(LeaseEnd.LAPSED)).as(rule).isEqualTo(1);
    }

    @Test
    @DisplayName("R10 a lapse counts when the step open was surely not performed, too")
    void notPerformedCounts() {
        live(ALICE);
        submitAll(List.of(mail("letter", "mail", 1, minutes(600))));
        OpenStep retried = step("greet").notPerformed();
        applied(intent(take(ALICE, "letter"), 1, retried));
        assertThat(lapsesAfter(LeaseEnd.LAPSED)).as(rule).isEqualTo(1);
    }

    @Test
    @DisplayName("R10 a lapse counts when the job's due had passed")
    void passedDueCounts() {
        live(ALICE);
        submitAll(List.of(mail("letter", "mail", 1, minutes(5))));
        take(ALICE, "letter");
        passMinutes(6);
        assertThat(lapsesAfter(LeaseEnd.LAPSED)).as(rule).isEqualTo(1);
    }

    @Test
    @DisplayName("R10 no lapse counts while a job merely waits for its due")
    void waitingDoesNotCount() {
        live(ALICE);
        submitAll(List.of(mail("letter", "mail", 1, minutes(600))));
        take(ALICE, "letter");
        assertThat(lapsesAfter(LeaseEnd.LAPSED)).as(rule).isZero();
    }

    @ParameterizedTest(name = "R10 no lapse counts when the owner did not lapse: {0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LAPSED")
    void otherEndsDoNotCount(LeaseEnd how) {
        live(ALICE);
        submit("letter");
        applied(intent(take(ALICE, "letter"), 1, step("greet")));
        assertThat(lapsesAfter(how)).as(rule).isZero();
    }

    @Test
    @DisplayName("R10 no lapse counts for a job that its owner released before it lapsed")
    void releasedDoesNotCount() {
        live(ALICE);
        submit("letter");
        applied(release(take(ALICE, "letter"), 1, change -> change.open(Optional.of(step("greet")))));
        assertThat(lapsesAfter(LeaseEnd.LAPSED)).as(rule).isZero();
    }

    @Test
    @DisplayName(
            "R10 lapses add up over takeovers until an owner writes otherwise; nothing else of the owner's part moves")
    void lapsesAddUp() {
        live(ALICE);
        submit("letter");
        applied(intent(take(ALICE, "letter"), 1, step("greet")));
        Progress before = job("letter").progress();
        lapse(ALICE);
        live(BOB);
        JobRecord second = take(BOB, "letter");
        assertThat(second.progress())
                .as(rule)
                .isEqualTo(before.change().lapses(1).done());
        lapse(BOB);
        live(CAROL);
        JobRecord third = take(CAROL, "letter");
        assertThat(third.progress().lapses()).as(rule).isEqualTo(2);
        applied(write(third, 1, change -> change.lapses(0)));
        assertThat(job("letter").progress().lapses()).as(rule).isZero();
    }

    @Test
    @DisplayName("R10 a takeover is kept with the job: from whom, to whom, under which token")
    void takeoverIsKept() {
        live(ALICE, BOB);
        submit("letter");
        take(ALICE, "letter");
        end(ALICE, LeaseEnd.CLEAN);
        take(BOB, "letter");
        Takeover kept = only(job("letter"));
        assertThat(kept.from()).as(rule).isEqualTo(ALICE);
        assertThat(kept.to()).as(rule).isEqualTo(BOB);
        assertThat(kept.token()).as(rule).isEqualTo(2);
    }

    @Test
    @DisplayName("R10 a claim of a job that named nobody is no takeover")
    void noTakeover() {
        live(ALICE, BOB);
        submit("letter");
        assertThat(take(ALICE, "letter").takeovers()).as(rule).isEmpty();
        applied(release(job("letter"), 1, change -> change));
        assertThat(take(BOB, "letter").takeovers()).as(rule).isEmpty();
    }

    @Test
    @DisplayName("R10 the last 8 takeovers are kept, newest first")
    void lastEight() {
        submit("letter");
        List<LeaseId> owners =
                LongStream.rangeClosed(1, 11).mapToObj(LeaseId::of).toList();
        owners.forEach(owner -> {
            live(owner);
            take(owner, "letter");
            end(owner, LeaseEnd.CLEAN);
            passMinutes(1);
        });
        List<Takeover> kept = job("letter").takeovers();
        assertThat(kept).as(rule).extracting(Takeover::token).containsExactly(11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L);
        assertThat(kept)
                .as(rule)
                .extracting(Takeover::to)
                .containsExactlyElementsOf(owners.stream()
                        .sorted(Comparator.reverseOrder())
                        .limit(8)
                        .toList());
    }

    @Test
    @DisplayName("R10 downtime runs from when the store last heard from the owner that was lost")
    void downSinceLastHeard() {
        live(ALICE);
        submit("letter");
        take(ALICE, "letter");
        passMinutes(30);
        store.renew(ALICE, HOUR, Load.NONE);
        passMinutes(70);
        assertThat(downAfter(LeaseEnd.LAPSED)).as(rule).isCloseTo(minutes(70), SLACK);
    }

    @Test
    @DisplayName("R10 downtime runs from the end where the owner handed back in order")
    void downSinceCleanEnd() {
        live(ALICE);
        submit("letter");
        take(ALICE, "letter");
        passMinutes(30);
        store.end(ALICE, LeaseEnd.CLEAN);
        passMinutes(7);
        assertThat(downAfter(LeaseEnd.CLEAN)).as(rule).isCloseTo(minutes(7), SLACK);
    }

    @Test
    @DisplayName("R10 downtime runs from when the job was due if that was later")
    void downSinceDue() {
        live(ALICE);
        submitAll(List.of(mail("letter", "mail", 1, minutes(40))));
        take(ALICE, "letter");
        passMinutes(60);
        assertThat(downAfter(LeaseEnd.LAPSED)).as(rule).isCloseTo(minutes(20), SLACK);
    }

    @Test
    @DisplayName("R10 downtime is zero for a job that was not due")
    void noDownBeforeDue() {
        live(ALICE);
        submitAll(List.of(mail("letter", "mail", 1, minutes(600))));
        take(ALICE, "letter");
        passMinutes(60);
        assertThat(downAfter(LeaseEnd.LAPSED)).as(rule).isZero();
    }

    private int lapsesAfter(LeaseEnd how) {
        end(ALICE, how);
        live(BOB);
        return take(BOB, "letter").progress().lapses();
    }

    private Duration downAfter(LeaseEnd how) {
        end(ALICE, how);
        live(BOB);
        return only(take(BOB, "letter")).down();
    }

    private Takeover only(JobRecord job) {
        assertThat(job.takeovers()).as(rule).hasSize(1);
        return job.takeovers().get(0);
    }
}
