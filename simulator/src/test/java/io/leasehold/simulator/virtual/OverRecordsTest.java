package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.simulator.history.HistoryEvent.Written;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.sink.Terms;
import io.leasehold.testing.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same over records; two hundred seeds, all stories and the pairs are CI's, by {@code simulate --over records}. */
class OverRecordsTest {
    private static final VirtualOptions RECORDS = VirtualOptions.DEFAULT.over(Over.RECORDS);

    @Test
    void fourSeedsOfAnHourAreGreen() {
        for (long seed = 1; seed <= 4; seed++) {
            green(new VirtualRun(seed, RECORDS).run().judgements(), "seed " + seed);
        }
    }

    @Test
    void theSameSeedTellsTheSameHistory() {
        VirtualResult first = new VirtualRun(7, RECORDS).run();
        VirtualResult again = new VirtualRun(7, RECORDS).run();
        assertThat(again.digest()).isEqualTo(first.digest());
        assertThat(again.events()).isEqualTo(first.events());
        assertThat(first.digest())
                .isNotEqualTo(new VirtualRun(7, VirtualOptions.DEFAULT).run().digest());
        assertThat(first.judgements())
                .filteredOn(judgement ->
                        List.of("AUTH", "MONO", "TWO", "GRANT", "TOKEN", "PACE").contains(judgement.oracle()))
                .hasSize(6)
                .allMatch(judgement -> judgement.opportunities() > 20);
    }

    @Test
    void everyDueIsToldWithTheMomentAtWhichItWasReckoned() {
        List<Written> writes = new ArrayList<>();
        new VirtualRun(7, RECORDS, event -> {
                    if (event instanceof Written write) {
                        writes.add(write);
                    }
                })
                .run();
        assertThat(writes)
                .allSatisfy(
                        write -> assertThat(write.clockReadMillis() == null).isEqualTo(write.dueInMillis() == null));
        assertThat(writes)
                .filteredOn(write -> write.clockReadMillis() != null)
                .hasSizeGreaterThan(20)
                .allMatch(write -> write.clockReadMillis() <= write.atMillis())
                .anyMatch(write -> write.clockReadMillis() < write.atMillis());
    }

    @Test
    void theStoresClockMayJumpBackBeforeAnyCallOfAWrite() {
        long calls = jumpingBackBefore(0);
        assertThat(calls).isGreaterThan(20);
        for (long call = 1; call <= calls; call++) {
            jumpingBackBefore(call);
        }
    }

    /** One instance, one job of five steps; answers how many record calls its writes made. */
    private static long jumpingBackBefore(long call) {
        Duration pace = Duration.ofSeconds(30);
        Stage stage = new Stage(
                new VirtualWorld(1),
                Over.RECORDS,
                Terms.DEFAULT,
                "jump",
                EngineSettings.DEFAULT,
                pace,
                WakeUp.PUSH,
                event -> {});
        AtomicLong calls = new AtomicLong();
        stage.start().network().strike((operation, fate) -> {
            if (operation == Operation.WRITE && calls.incrementAndGet() == call) {
                stage.moveStoreClock(Duration.ofSeconds(-20));
            }
            return fate;
        });
        stage.submit(5, pace);
        stage.store().ring();
        stage.world.runUntil(stage::allFinished, Duration.ofMinutes(10));
        assertThat(stage.allFinished()).isTrue();
        green(stage.judgements(), "a jump before call " + call);
        return calls.get();
    }

    @ParameterizedTest
    @EnumSource(names = {"CRASH", "STOP"})
    void everyEventMayBeHit(SweepStory story) {
        SweepRun undisturbed = new SweepRun(story, Over.RECORDS, List.of());
        green(undisturbed.run(), "nothing");
        assertThat(undisturbed.halfDone()).isZero();
        assertThat(undisturbed.possibleInsideClaimsAndWrites())
                .hasSizeGreaterThan(400)
                .isSubsetOf(undisturbed.possible());
        long halfDone = 0;
        for (Hit hit : undisturbed.possible()) {
            SweepRun run = new SweepRun(story, Over.RECORDS, List.of(hit));
            green(run.run(), story.word() + " " + hit.word());
            assertThat(run.missed()).isEmpty();
            halfDone += run.halfDone();
        }
        assertThat(halfDone)
                .as("stops between an index entry and its job's record")
                .isGreaterThan(10);
    }

    @Test
    void secondHitsOfAPairAreInsideTheSameOrTheNextClaimOrWrite() {
        SweepRun undisturbed = new SweepRun(SweepStory.CRASH, Over.RECORDS, List.of());
        undisturbed.run();
        Hit first = undisturbed.possibleInsideClaimsAndWrites().get(0);
        SweepRun struck = new SweepRun(SweepStory.CRASH, Over.RECORDS, List.of(first));
        struck.run();
        assertThat(struck.possibleInsideClaimsAndWrites()).isNotEmpty().allMatch(hit -> hit.event() > first.event());
        assertThat(struck.possibleInsideClaimsAndWrites().size())
                .isLessThan(undisturbed.possibleInsideClaimsAndWrites().size() / 2);
    }

    private static void green(List<Judgement> judgements, String what) {
        assertThat(judgements)
                .as(what)
                .allSatisfy(judgement -> assertThat(judgement.violations())
                        .as(judgement.oracle())
                        .isEmpty());
    }
}
