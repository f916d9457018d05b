package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.leasehold.store.Command;
import io.leasehold.store.EndedLease;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.TidyAnswer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R18: the walk over the owners that jobs name. */
abstract class TidyOwnersRulesTck extends RulesTck {
    TidyOwnersRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName(
            "R18 a drained lease that a job names after all is drained no more: surveys list it, and its job can be claimed")
    void undraining() {
        assumeThat(underTest)
                .as("the store under test can let a job name any lease")
                .isInstanceOf(StoreUnderTest.CanNameOwners.class);
        live(ALICE, BOB);
        end(ALICE, LeaseEnd.CLEAN);
        submit("letter");
        assertThat(tidyAll().drained()).as(rule).isEqualTo(1);
        ((StoreUnderTest.CanNameOwners) underTest).name(new JobId("letter"), ALICE);
        passMinutes(61);
        TidyAnswer walk = tidyAll();
        assertThat(walk.undrained()).as(rule).isEqualTo(1);
        assertThat(walk.drained() + walk.dropped()).as(rule).isZero();
        assertThat(survey().ended())
                .as(rule)
                .extracting(EndedLease::id, EndedLease::how)
                .contains(tuple(ALICE, LeaseEnd.CLEAN));
        store.grant(CAROL, "carol", HOUR);
        assertThat(ids(takeAll(CAROL, ALICE))).as(rule).containsExactly("letter");
        assertThat(tidyAll().drained()).as(rule + "; and drained again").isEqualTo(1);
    }

    @Test
    @DisplayName("R18 one step clears 256 jobs at most, though one owner left more; the next walks clear the rest")
    void boundedClearing() {
        live(ALICE);
        List<String> jobs = submitMany(300);
        assertThat(takeAll(ALICE)).as(rule).hasSize(300);
        jobs.forEach(job -> ordered(job, new Command.Stop()));
        end(ALICE, LeaseEnd.CLEAN);
        int cleared = 0;
        for (int walks = 0; walks < 5; walks++) {
            cleared += tidyAll().cleared();
        }
        assertThat(cleared).as(rule).isEqualTo(300);
        assertThat(tidyAll()).as(rule + "; then nothing is left to do").isEqualTo(TidyWalk.NOTHING);
    }

    @Test
    @DisplayName("R18 one step buries 64 owners at most; a walk buries all that are absent, and no live one among them")
    void boundedBurials() {
        assumeThat(underTest)
                .as("the store under test can lose a lease")
                .isInstanceOf(StoreUnderTest.CanLoseLeases.class);
        List<LeaseId> many = LongStream.rangeClosed(1, 70).mapToObj(LeaseId::of).toList();
        live(many.toArray(LeaseId[]::new));
        List<String> jobs = submitMany(70);
        for (int i = 0; i < 70; i++) {
            take(many.get(i), jobs.get(i));
        }
        many.subList(0, 69).forEach(((StoreUnderTest.CanLoseLeases) underTest)::lose);
        assertThat(tidyAll().buried()).as(rule).isEqualTo(69);
        assertThat(ask(many.get(69))).as(rule).isInstanceOf(LeaseState.Live.class);
        assertThat(tidyAll().buried()).as(rule + ", once").isZero();
    }

    @Test
    @DisplayName("R18 a stopped job of an absent owner is cleared once its owner has been buried")
    void buriedAndCleared() {
        assumeThat(underTest)
                .as("the store under test can lose a lease")
                .isInstanceOf(StoreUnderTest.CanLoseLeases.class);
        live(ALICE);
        submit("letter");
        take(ALICE, "letter");
        ordered("letter", new Command.Stop());
        ((StoreUnderTest.CanLoseLeases) underTest).lose(ALICE);
        assertThat(tidyAll().buried()).as(rule).isEqualTo(1);
        tidyAll();
        assertThat(job("letter").ownership().owner()).as(rule).isEmpty();
        assertThat(store.grant(ALICE, "alice", HOUR)).as(rule).isEqualTo(new LeaseState.Ended());
    }

    private TidyAnswer tidyAll() {
        return TidyWalk.through(store, rule);
    }
}
