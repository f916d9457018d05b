package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.job.NotPerformed;
import io.leasehold.store.Command;
import io.leasehold.store.Doubt;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreException;
import io.leasehold.store.TidyAnswer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the engine does in each kind of trouble, at the default 60/10/30 s, in virtual time. */
class EngineStoriesTest {
    private static final JobId JOB = new JobId("job");

    private final Fleet fleet = new Fleet(7, EngineSettings.DEFAULT);

    @Test
    void jobsGoOnElsewhereWithinASecondOfAGracefulStop() {
        Fleet.Member a = fleet.start("a", Nature.kind());
        fleet.pace = Duration.ofMillis(100);
        fleet.submit("job", 10_000);
        fleet.world.run(Duration.ofSeconds(15));
        fleet.start("b", Nature.kind());
        fleet.world.run(Duration.ofSeconds(30));
        a.engine().shutdown();
        long asked = fleet.world.nowMillis();
        fleet.world.run(Duration.ofSeconds(5));
        long last = lastOf("a");
        assertThat(last - asked).isLessThan(200);
        assertThat(fleet.firstAfter(last, "job").orElseThrow() - last).isLessThan(1_000);
        assertThat(fleet.doubts).isEmpty();
        assertThat(a.runtime().alive()).isFalse();
    }

    @Test
    void idleJobsDoNotWaitForTheBusyOneAtAStop() {
        Fleet.Member a = fleet.start("a", Nature.kind());
        fleet.pace = Duration.ofSeconds(20);
        for (int i = 0; i < 1_000; i++) {
            fleet.submit("idle-" + i, 50);
        }
        fleet.world.run(Duration.ofSeconds(30));
        fleet.start("b", Nature.kind());
        fleet.world.run(Duration.ofSeconds(30));
        assertThat(fleet.world.runUntil(() -> openSteps() == 0, Duration.ofSeconds(30)))
                .isTrue();
        a.runtime().nature(working(Duration.ofSeconds(10)));
        assertThat(fleet.world.runUntil(() -> openSteps() > 0, Duration.ofSeconds(30)))
                .isTrue();
        fleet.world.run(Duration.ofMillis(10));
        long busy = openSteps();
        a.engine().shutdown();
        fleet.world.run(Duration.ofMillis(1_000));
        assertThat(ownedBy("a")).isLessThanOrEqualTo(busy);
        fleet.world.run(Duration.ofSeconds(12));
        assertThat(a.runtime().alive()).isFalse();
        assertThat(fleet.doubts).isEmpty();
    }

    @Test
    void anInstanceKilledWhileItsJobsRestLeavesNothingInDoubt() {
        Fleet.Member a = fleet.start("a", Nature.kind());
        for (int i = 0; i < 20; i++) {
            fleet.submit("job-" + i, 5);
        }
        fleet.world.run(Duration.ofSeconds(45));
        assertThat(openSteps()).isZero();
        a.runtime().kill();
        fleet.start("b", Nature.kind());
        assertThat(fleet.world.runUntil(fleet::allFinished, Duration.ofMinutes(10)))
                .isTrue();
        assertThat(fleet.doubts).isEmpty();
        assertThat(fleet.violations()).isEmpty();
    }

    @Test
    void aStoreOutageOfTenMinutesReshufflesNobody() {
        for (int i = 0; i < 10; i++) {
            fleet.start("i" + i, Nature.kind());
        }
        for (int i = 0; i < 100; i++) {
            fleet.submit("job-" + i, 200);
        }
        fleet.world.run(Duration.ofMinutes(3));
        Map<JobId, Optional<LeaseId>> owners = owners();
        fleet.members
                .values()
                .forEach(member -> member.runtime()
                        .nature(changing(fate -> fate.refused(new StoreException.StoreUnavailable("outage")))));
        fleet.world.run(Duration.ofMinutes(10));
        fleet.members.values().forEach(member -> member.runtime().nature(Nature.kind()));
        long back = fleet.world.nowMillis();
        fleet.world.run(Duration.ofSeconds(45));
        long kept = owners().entrySet().stream()
                .filter(entry -> entry.getValue().equals(owners.get(entry.getKey())))
                .count();
        assertThat(kept).isGreaterThanOrEqualTo(95);
        for (int i = 0; i < 100; i++) {
            assertThat(fleet.firstAfter(back, "job-" + i).orElseThrow() - back).isLessThan(15_000);
        }
    }

    @Test
    void anOutageThatKeptEveryLeaseLeavesEverybodyWatchfulForTheNextCrash() {
        Fleet.Member a = fleet.start("a", Nature.kind());
        fleet.submit("job", 200);
        fleet.world.run(Duration.ofSeconds(30));
        fleet.start("b", Nature.kind());
        fleet.world.run(Duration.ofMinutes(2));
        fleet.members
                .values()
                .forEach(member -> member.runtime()
                        .nature(changing(fate -> fate.refused(new StoreException.StoreUnavailable("outage")))));
        fleet.world.run(Duration.ofMinutes(3));
        fleet.members.values().forEach(member -> member.runtime().nature(Nature.kind()));
        fleet.world.run(Duration.ofMinutes(2));
        assertThat(fleet.events).anyMatch(event -> event instanceof EngineEvent.Resumed);
        a.runtime().kill();
        long killed = fleet.world.nowMillis();
        assertThat(fleet.world.runUntil(() -> lastOf("b") > killed, Duration.ofMinutes(10)))
                .isTrue();
        assertThat(fleet.world.nowMillis() - killed).isLessThan(62_000 + 30_000);
    }

    @Test
    void oneWriteThatTheStoreWillNotTakeKeepsNoOtherJobBack() {
        fleet.refusedJob = Optional.of(JOB);
        fleet.start("a", Nature.kind());
        fleet.submit("job", 5);
        for (int i = 0; i < 10; i++) {
            fleet.submit("other-" + i, 5);
        }
        fleet.world.run(Duration.ofMinutes(10));
        for (int i = 0; i < 10; i++) {
            assertThat(fleet.record(new JobId("other-" + i)).progress().status())
                    .isEqualTo(Status.FINISHED);
        }
        assertThat(fleet.record(JOB).progress().sequence()).isEqualTo(1);
        fleet.refusedJob = Optional.empty();
        assertThat(fleet.world.runUntil(fleet::allFinished, Duration.ofMinutes(10)))
                .isTrue();
        assertThat(fleet.violations()).isEmpty();
    }

    @Test
    void anInstanceWhoseAnswersGetLostKeepsNobodyFromTakingOver() {
        Fleet.Member a = fleet.start("a", Nature.kind());
        fleet.submit("job", 100);
        fleet.world.run(Duration.ofSeconds(20));
        fleet.start("b", Nature.kind());
        fleet.world.run(Duration.ofSeconds(21));
        a.runtime().nature(changing(Fate::answerLost));
        long cut = fleet.world.nowMillis();
        assertThat(fleet.world.runUntil(() -> lastOf("b") > cut, Duration.ofMinutes(5)))
                .isTrue();
        assertThat(fleet.world.nowMillis() - cut).isLessThan(75_000);
        assertThat(fleet.violations()).noneMatch(line -> line.startsWith("DUP"));
    }

    @Test
    void anInstanceFrozenBetweenGateAndEffectStartsNothingElseWhenItWakes() {
        Fleet.Member a = fleet.start("a", scheduling(Duration.ofMillis(50)));
        fleet.submit("job", 100);
        fleet.world.run(Duration.ofSeconds(20));
        fleet.start("b", Nature.kind());
        assertThat(fleet.world.runUntil(() -> openSteps() > 0, Duration.ofMinutes(2)))
                .isTrue();
        fleet.world.run(Duration.ofMillis(75));
        a.runtime().freeze();
        fleet.world.run(Duration.ofMinutes(5));
        int before = sentBy("a");
        a.runtime().wake();
        fleet.world.run(Duration.ofMillis(20));
        assertThat(sentBy("a")).isLessThanOrEqualTo(before + 1);
        assertThat(fleet.world.runUntil(fleet::allFinished, Duration.ofHours(2)))
                .isTrue();
        assertThat(fleet.events).anyMatch(event -> event instanceof EngineEvent.LeaseLost);
        assertThat(fleet.doubts).isNotEmpty();
        assertThat(fleet.violations()).isEmpty();
    }

    @Test
    void aClaimWhoseAnswersGetLostIsAdoptedWithinAHeartbeatAndOnlyOnce() {
        Fleet.Member a = fleet.start("a", Nature.kind());
        fleet.world.run(Duration.ofSeconds(5));
        fleet.forgotten.add("claim");
        for (int i = 0; i < 50; i++) {
            fleet.submit("job-" + i, 3);
        }
        fleet.world.runUntil(() -> ownedBy("a") > 0, Duration.ofMinutes(1));
        long claimed = fleet.world.nowMillis();
        long brought = ownedBy("a");
        assertThat(brought).isPositive();
        assertThat(fleet.world.runUntil(() -> fleet.sent.size() >= brought, Duration.ofMinutes(2)))
                .isTrue();
        assertThat(fleet.world.nowMillis() - claimed).isLessThan(12_000);
        fleet.forgotten.clear();
        fleet.world.run(Duration.ofMinutes(3));
        assertThat(fleet.violations()).isEmpty();
        assertThat(fleet.doubts).isEmpty();
    }

    @Test
    void wallClockJumpsInterruptNothingAndLeaveNothingInDoubt() {
        Fleet.Member a = fleet.start("a", working(Duration.ofSeconds(3)));
        fleet.start("b", Nature.kind());
        for (int i = 0; i < 20; i++) {
            fleet.submit("job-" + i, 20);
        }
        for (int i = 0; i < 40; i++) {
            fleet.world.run(Duration.ofSeconds(11));
            a.runtime().jump(Duration.ofMinutes(i % 2 == 0 ? 25 : -25));
        }
        assertThat(fleet.world.runUntil(fleet::allFinished, Duration.ofHours(1)))
                .isTrue();
        assertThat(fleet.doubts).isEmpty();
        assertThat(fleet.events)
                .noneMatch(event -> event instanceof EngineEvent.LeaseLost || event instanceof EngineEvent.TookOver);
    }

    @Test
    void aWallClockThatJumpsByMoreThanHalfTheRetentionCostsTheLeaseAndNothingElse() {
        Fleet.Member a = fleet.start("a", Nature.kind());
        fleet.submit("job", 20);
        fleet.world.run(Duration.ofSeconds(45));
        a.runtime().jump(Duration.ofHours(1));
        assertThat(fleet.world.runUntil(fleet::allFinished, Duration.ofHours(1)))
                .isTrue();
        assertThat(fleet.events)
                .anyMatch(event -> event instanceof EngineEvent.LeaseLost lost
                        && lost.reason() == EngineEvent.LossReason.UNPROVEN_TOO_LONG);
        assertThat(fleet.violations()).isEmpty();
        assertThat(fleet.doubts).isEmpty();
    }

    @Test
    void aStepThatSurelyWasNotPerformedIsPerformedLaterAndItsPaceIsKept() {
        fleet.sink = (number, delivery) -> {
            if (delivery.fence().attempt() < 3) {
                throw new NotPerformed("no line");
            }
        };
        fleet.start("a", Nature.kind());
        fleet.submit("job", 3);
        assertThat(fleet.world.runUntil(fleet::allFinished, Duration.ofMinutes(5)))
                .isTrue();
        assertThat(fleet.violations()).isEmpty();
        assertThat(fleet.doubts).isEmpty();
        for (int i = 1; i < fleet.sent.size(); i++) {
            assertThat(fleet.sent.get(i).atMillis() - fleet.sent.get(i - 1).atMillis())
                    .isGreaterThanOrEqualTo(30_000);
        }
    }

    @Test
    void tenAttemptsInARowThatWereNotPerformedFailTheJobWithItsError() {
        fleet.sink = (number, delivery) -> {
            throw new NotPerformed("no line");
        };
        fleet.start("a", Nature.kind());
        fleet.submit("job", 3);
        fleet.world.run(Duration.ofHours(1));
        JobRecord record = fleet.record(JOB);
        assertThat(record.progress().status()).isEqualTo(Status.FAILED);
        assertThat(record.progress().error().orElseThrow()).contains("no line");
        assertThat(record.ownership().owner()).isEmpty();
    }

    @Test
    void threeStepsInARowThatEndInDoubtParkTheJob() {
        fleet.sink = (number, delivery) -> {
            throw new IllegalStateException("time-out after sending");
        };
        fleet.start("a", Nature.kind());
        fleet.submit("job", 30);
        fleet.world.run(Duration.ofHours(1));
        JobRecord record = fleet.record(JOB);
        assertThat(record.progress().status()).isEqualTo(Status.PARKED);
        assertThat(record.progress().doubts().last())
                .extracting(Doubt::cause)
                .containsExactly(Doubt.Cause.PERFORM_ENDED, Doubt.Cause.PERFORM_ENDED, Doubt.Cause.PERFORM_ENDED);
        assertThat(fleet.doubts).hasSize(3);
    }

    @Test
    void aStoppedJobRestsAfterTheStepInHandAndGoesOnWhereItStood() {
        fleet.start("a", Nature.kind());
        fleet.submit("job", 100);
        fleet.world.run(Duration.ofMinutes(3));
        order(new Command.Stop());
        int acknowledged = fleet.sent.size();
        fleet.world.run(Duration.ofMinutes(10));
        assertThat(fleet.sent.size()).isLessThanOrEqualTo(acknowledged + 1);
        assertThat(fleet.record(JOB).ownership().owner()).isEmpty();
        order(new Command.Start());
        assertThat(fleet.world.runUntil(fleet::allFinished, Duration.ofHours(2)))
                .isTrue();
        assertThat(fleet.violations()).isEmpty();
    }

    @Test
    void housekeepingDrainsAndDropsTheLeasesOfThoseThatAreGone() {
        for (int i = 0; i < 5; i++) {
            Fleet.Member member = fleet.start("i" + i, Nature.kind());
            fleet.world.run(Duration.ofMinutes(2));
            member.runtime().kill();
        }
        fleet.start("last", Nature.kind());
        fleet.world.run(Duration.ofHours(3));
        TidyAnswer left = fleet.store.tidy(Optional.of("leases:"));
        assertThat(left.drained()).as("ended leases that nobody had marked").isZero();
        assertThat(left.dropped()).as("ended leases that nobody had dropped").isZero();
        assertThat(fleet.violations()).isEmpty();
    }

    private void order(Command.Order order) {
        JobRecord record = fleet.record(JOB);
        fleet.store.command(new Command(JOB, record.run(), record.commandNumber(), order));
        fleet.store.ring();
    }

    private long openSteps() {
        return fleet.steps.keySet().stream()
                .filter(id -> fleet.record(id).progress().open().isPresent())
                .count();
    }

    private long ownedBy(String label) {
        LeaseId lease = fleet.members.get(label).engine().health().lease();
        return fleet.steps.keySet().stream()
                .filter(id -> fleet.record(id).ownership().owner().equals(Optional.of(lease)))
                .count();
    }

    private Map<JobId, Optional<LeaseId>> owners() {
        Map<JobId, Optional<LeaseId>> owners = new LinkedHashMap<>();
        fleet.steps
                .keySet()
                .forEach(id -> owners.put(id, fleet.record(id).ownership().owner()));
        return owners;
    }

    private long lastOf(String label) {
        return fleet.sent.stream()
                .filter(effect -> effect.by().equals(label))
                .mapToLong(Fleet.Sent::atMillis)
                .max()
                .orElse(-1);
    }

    private int sentBy(String label) {
        return (int)
                fleet.sent.stream().filter(effect -> effect.by().equals(label)).count();
    }

    static Nature working(Duration time) {
        return nature(fate -> fate, Nature.kind().scheduling(), time);
    }

    private static Nature scheduling(Duration time) {
        return nature(fate -> fate, time, Nature.kind().working());
    }

    static Nature changing(UnaryOperator<Fate> change) {
        return nature(change, Nature.kind().scheduling(), Nature.kind().working());
    }

    private static Nature nature(UnaryOperator<Fate> change, Duration scheduling, Duration working) {
        return new Nature() {
            @Override
            public Fate call(Operation operation) {
                return change.apply(Nature.kind().call(operation));
            }

            @Override
            public Duration scheduling() {
                return scheduling;
            }

            @Override
            public Duration working() {
                return working;
            }
        };
    }
}
