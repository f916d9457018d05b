package io.leasehold.simulator.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs with processes: what one had not told when it was killed or frozen. */
class UntoldTest {
    /** a froze with the answer to its claim on its way, and tells of it when it wakes. */
    private static Story late() {
        return Story.processes(9)
                .frozen("a")
                .at(6_000)
                .claimed("b", 2)
                .at(8_000)
                .woken("a")
                .claimed("a", 1);
    }

    @Test
    void aClaimToldLateStandsWhereItsTellerFroze() {
        late().keeps(new Token());
        List<Claimed> claims = Evidence.ofHistory(late().told()).all(Claimed.class);
        assertThat(claims).extracting(Claimed::token).containsExactly(1L, 2L);
        assertThat(claims.get(0).atMillis()).isLessThan(1_000);
    }

    @Test
    void whoeverRanMeanwhileHasNoSuchExcuse() {
        Story.processes(9).claimed("b", 2).claimed("a", 1).breaks(new Token(), "under token 1 after b had claimed it");
    }

    /** b was killed with the answer to its claim on its way; c claims the job from b's lease. */
    private static Story never(String from) {
        return Story.processes(9)
                .granted("b")
                .claimed("a", 1)
                .killed("a", Phase.IDLE)
                .at(4_500)
                .killed("b", Phase.IDLE)
                .at(9_000)
                .claimed("c", 3, from)
                .effect("c", 3, 1);
    }

    @Test
    void ofAClaimThatWasNeverToldTheNextOneTells() {
        never("lease-b").keeps(new Down());
        List<Downtime> downtimes = Downtime.of(never("lease-b").told());
        assertThat(downtimes).extracting(Downtime::owner).containsExactly("b");
        assertThat(downtimes.get(0).sinceMillis()).isEqualTo(4_500);
    }

    @Test
    void whoseStandstillIsJudgedFromItsEnd() {
        Story.processes(9)
                .granted("b")
                .claimed("a", 1)
                .killed("a", Phase.IDLE)
                .at(2_000)
                .killed("b", Phase.IDLE)
                .at(9_000)
                .claimed("c", 3, "lease-b")
                .effect("c", 3, 1)
                .breaks(new Down(), "whose owner b was gone at 2000 ms, stood still for 7100 ms");
    }

    @Test
    void anyOtherStandstillFromItsLastOwnersEnd() {
        never("lease-a").breaks(new Down(), "whose owner a was gone at");
    }

    @Test
    void whatItsRecordSaidOfLapsesGoesWithAClaimThatIsToldLate() {
        Story.processes(9)
                .granted("a")
                .claimed("x", 1)
                .step("x", 1, 1)
                .killed("x", Phase.IDLE)
                .frozen("a")
                .at(6_000)
                .claimed("b", 3, "lease-a")
                .lapsed("b", 3, 2, false)
                .at(8_000)
                .woken("a")
                .claimed("a", 2, "lease-x")
                .lapsed("a", 2, 1, false)
                .keeps(new Innocent());
    }

    /** b was killed between telling of its claim and of what the record said. */
    private static Story silent(Story story) {
        return story.claimed("a", 1)
                .step("a", 1, 1)
                .killed("a", Phase.IDLE)
                .claimed("b", 2, "lease-a")
                .killed("b", Phase.IDLE)
                .claimed("c", 3, "lease-b")
                .lapsed("c", 3, 2, false);
    }

    @Test
    void lapsesAreNotCountedFromAClaimOfWhichNothingMoreWasTold() {
        silent(Story.processes(9)).keeps(new Innocent());
        silent(Story.of(9)).breaks(new Innocent(), "had 2 lapses on record, but at most 1");
    }
}
