package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.store.WriteAnswer.Loss;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whose a job is: R6, R7, R11 and R19 where an owner is absent, former, quicker, or another's namesake. */
abstract class OwnerRulesTck extends RulesTck {
    private static final WriteAnswer FENCED = new WriteAnswer.Fenced();

    OwnerRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R6 an owner without a record is not dead, whoever says so: nothing is taken from it")
    void absentOwner() {
        assumeThat(underTest)
                .as("the store under test can lose a lease")
                .isInstanceOf(StoreUnderTest.CanLoseLeases.class);
        live(ALICE, BOB);
        submit("letter");
        take(ALICE, "letter");
        ((StoreUnderTest.CanLoseLeases) underTest).lose(ALICE);
        assertThat(takeAll(BOB, ALICE)).as(rule).isEmpty();
        assertThat(claimOne(BOB, "letter")).as(rule + ", by name neither").isEmpty();
        assertThat(job("letter").ownership().owner()).as(rule).contains(ALICE);
        assertThat(store.grant(ALICE, "alice", HOUR))
                .as(rule + "; its grant may still be on the way")
                .isInstanceOf(LeaseState.Live.class);
    }

    @Test
    @DisplayName("R7 a job that was free in a survey may be another's since: a claim looks again")
    void takenSinceTheSurvey() {
        LeaseStore slower = underTest.another();
        live(ALICE, BOB);
        submit("letter", "card");
        var seen = slower.survey(new SurveyRequest(BOB, List.of(MAIL), Optional.empty(), 0));
        assertThat(seen.orphans()).as(rule).isTrue();
        JobRecord letter = take(ALICE, "letter");
        JobRecord card = take(ALICE, "card");
        var byName = new ClaimRequest.Named(letter.id());
        assertThat(slower.claim(new ClaimRequest(BOB, 1, List.of(MAIL), byName)))
                .as(rule)
                .isEmpty();
        slower.survey(new SurveyRequest(BOB, List.of(MAIL), Optional.empty(), 0));
        var any = new ClaimRequest.Orphans(List.of(ALICE), 10, 1 << 20);
        assertThat(slower.claim(new ClaimRequest(BOB, 2, List.of(MAIL), any)))
                .as(rule)
                .isEmpty();
        assertThat(List.of(job("letter").ownership(), job("card").ownership()))
                .as(rule)
                .containsExactly(letter.ownership(), card.ownership());
    }

    @Test
    @DisplayName("R11 a former owner's late release frees nobody")
    void lateRelease() {
        live(ALICE, BOB);
        submit("letter");
        JobRecord first = take(ALICE, "letter");
        applied(release(first, 1, change -> change));
        JobRecord second = take(ALICE, "letter");
        unchanged(release(first, 9, change -> change), FENCED);
        end(ALICE, LeaseEnd.LAPSED);
        take(BOB, "letter");
        unchanged(release(second, 9, change -> change), FENCED);
    }

    @Test
    @DisplayName("R11 another lease with the owner's label is another owner: its writes change nothing")
    void namesake() {
        JobRecord held = heldByOneOfTwoNamesakes();
        var write = new Write(held.id(), BOB, 1, 1, held.progress(), Optional.empty(), true);
        unchanged(write, new WriteAnswer.Regressed(Loss.TOKEN_GIVEN_TWICE));
        end(ALICE, LeaseEnd.CLEAN);
        take(BOB, "letter");
        unchanged(intent(held, 1, step("late")), FENCED);
    }

    @Test
    @DisplayName("R19 another lease with the owner's label owns nothing of what that one owns")
    void namesakeOwnsNothing() {
        JobRecord held = heldByOneOfTwoNamesakes();
        assertThat(store.owned(BOB, Optional.empty()).jobs()).as(rule).isEmpty();
        assertThat(store.owned(ALICE, Optional.empty()).jobs())
                .as(rule)
                .extracting(owned -> owned.id())
                .containsExactly(held.id());
    }

    private JobRecord heldByOneOfTwoNamesakes() {
        store.grant(ALICE, "worker", HOUR);
        store.grant(BOB, "worker", HOUR);
        submit("letter");
        return take(ALICE, "letter");
    }

    private void unchanged(Write write, WriteAnswer expected) {
        JobId id = write.job();
        JobRecord before = job(id.value());
        assertThat(apply(write)).as(rule).isEqualTo(expected);
        JobRecord after = job(id.value());
        assertThat(after.timed(before.remaining(), before.intentAge()))
                .as(rule + "; nothing changes")
                .isEqualTo(before);
    }
}
