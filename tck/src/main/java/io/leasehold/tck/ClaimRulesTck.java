package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Command;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseState;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R6 to R8: from whom jobs may be taken, by whom, and with which token. */
abstract class ClaimRulesTck extends RulesTck {
    ClaimRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R6 a dead owner is named positively: without its name nothing is taken from it")
    void deadOwnerIsNamed() {
        live(ALICE, BOB, CAROL);
        submit("alice's", "bob's");
        take(ALICE, "alice's");
        take(BOB, "bob's");
        end(ALICE, LeaseEnd.CLEAN);
        end(BOB, LeaseEnd.CLEAN);
        assertThat(takeAll(CAROL)).as(rule).isEmpty();
        assertThat(ids(takeAll(CAROL, BOB))).as(rule).containsExactly("bob's");
        assertThat(ids(takeAll(CAROL, BOB, ALICE))).as(rule).containsExactly("alice's");
    }

    @Test
    @DisplayName("R6 a live lease is not dead, whoever says so, and though it has lapsed")
    void liveIsNotDead() {
        store.grant(ALICE, "alice", minutes(10));
        live(BOB);
        submit("letter");
        take(ALICE, "letter");
        assertThat(takeAll(BOB, ALICE)).as(rule).isEmpty();
        passMinutes(20);
        assertThat(takeAll(BOB, ALICE)).as(rule).isEmpty();
        assertThat(claimOne(BOB, "letter")).as(rule).isEmpty();
        assertThat(job("letter").ownership().owner()).as(rule).contains(ALICE);
    }

    @Test
    @DisplayName("R6 naming an absent lease as dead does not make it dead")
    void absentIsNotDead() {
        live(BOB);
        submit("letter");
        assertThat(ids(takeAll(BOB, ALICE))).as(rule).containsExactly("letter");
        assertThat(store.grant(ALICE, "alice", HOUR)).as(rule).isInstanceOf(LeaseState.Live.class);
    }

    @ParameterizedTest(name = "R6 an ended lease is dead, however it ended: {0}")
    @EnumSource
    void endedIsDead(LeaseEnd how) {
        live(ALICE, BOB);
        submit("letter", "card");
        take(ALICE, "letter");
        take(ALICE, "card");
        end(ALICE, how);
        assertThat(take(BOB, "card").ownership().owner())
                .as(rule + ", for a named claim too")
                .contains(BOB);
        assertThat(ids(takeAll(BOB, ALICE))).as(rule).containsExactly("letter");
    }

    @Test
    @DisplayName("R7 a token grows with every claim: through release, takeover, restart, delete and resubmission")
    void tokenGrows() {
        live(ALICE, BOB);
        submit("letter");
        List<Long> tokens = new ArrayList<>();
        JobRecord first = take(ALICE, "letter");
        tokens.add(first.ownership().token());
        applied(release(first, 1, change -> change));
        tokens.add(take(ALICE, "letter").ownership().token());
        end(ALICE, LeaseEnd.CLEAN);
        JobRecord taken = take(BOB, "letter");
        tokens.add(taken.ownership().token());
        applied(release(taken, 1, change -> change));
        ordered("letter", new Command.Restart(newRun(), false));
        JobRecord restarted = take(BOB, "letter");
        tokens.add(restarted.ownership().token());
        applied(release(restarted, 1, change -> change));
        tokens.add(afterResubmission(restarted));
        assertThat(tokens)
                .as(rule)
                .isSortedAccordingTo(Comparator.naturalOrder())
                .doesNotHaveDuplicates();
        assertThat(tokens.get(0)).as(rule + ", from 1").isEqualTo(1);
    }

    private long afterResubmission(JobRecord deleted) {
        ordered("letter", new Command.Delete(false));
        Submission again = new Submission(
                deleted.id(), "mail", 1, deleted.payload(), newRun(), Optional.of(deleted.run()), minutes(0));
        submitAll(List.of(again));
        return take(BOB, "letter").ownership().token();
    }

    @ParameterizedTest(name = "R8 a claim by an ended lease yields nothing, however it ended: {0}")
    @EnumSource
    void claimByEnded(LeaseEnd how) {
        live(ALICE, BOB);
        submit("letter");
        end(ALICE, how);
        assertThat(takeAll(ALICE)).as(rule).isEmpty();
        assertThat(claimOne(ALICE, "letter")).as(rule).isEmpty();
        assertThat(ids(takeAll(BOB, ALICE)))
                .as(rule + ", and the job is an orphan still")
                .containsExactly("letter");
    }

    @Test
    @DisplayName("R8 a claim by an absent lease yields nothing")
    void claimByAbsent() {
        submit("letter");
        assertThat(takeAll(ALICE)).as(rule).isEmpty();
        assertThat(claimOne(ALICE, "letter")).as(rule).isEmpty();
        assertThat(job("letter").ownership().owner()).as(rule).isEmpty();
    }

    @Test
    @DisplayName("R8 repeating a claim yields nothing once the lease has ended")
    void repeatByEnded() {
        live(ALICE);
        submit("letter");
        assertThat(claim(ALICE, 2)).as(rule).hasSize(1);
        end(ALICE, LeaseEnd.CLEAN);
        assertThat(claim(ALICE, 2)).as(rule).isEmpty();
    }
}
