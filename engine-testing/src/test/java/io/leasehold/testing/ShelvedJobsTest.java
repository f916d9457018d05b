package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.EngineSettings;
import io.leasehold.job.Codec;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.Bytes;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.Ownership;
import io.leasehold.store.WriteAnswer.Loss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What rests leaves payload and state in the store alone, and reads them again: whatever happens in between. */
class ShelvedJobsTest {
    private static final JobId JOB = new JobId("job");
    private static final Duration LONG = Duration.ofMinutes(15);

    private final Fleet fleet = new Fleet(7, EngineSettings.DEFAULT.idleBytes(0));

    @Test
    void eachStepReadsItsJobOnceAndGoesOnWhereItStood() {
        fleet.start("a", Nature.kind());
        fleet.submit("job", 5);
        finishes();
        assertThat(reads()).isBetween(5, 6);
    }

    @Test
    void aJobThatFitsIntoMemoryIsNeverReadAgain() {
        Fleet roomy = new Fleet(7, EngineSettings.DEFAULT);
        roomy.start("a", Nature.kind());
        roomy.submit("job", 5);
        assertThat(roomy.world.runUntil(roomy::allFinished, LONG)).isTrue();
        assertThat(roomy.asked.getOrDefault("find", 0)).isZero();
    }

    @Test
    void beyondTheBoundOnlyTheSurplusIsRead() {
        Fleet scarce = new Fleet(7, EngineSettings.DEFAULT.idleBytes(11));
        scarce.start("a", Nature.kind());
        for (int i = 0; i < 10; i++) {
            scarce.submit("job-" + i, 5);
        }
        assertThat(scarce.world.runUntil(scarce::allFinished, LONG)).isTrue();
        assertThat(scarce.asked.get("find")).isBetween(20, 40);
        assertThat(scarce.violations()).isEmpty();
    }

    @Test
    void aShelvedJobIsTakenOverWithItsState() {
        Fleet.Member a = fleet.start("a", Nature.kind());
        fleet.submit("job", 5);
        shelved();
        a.runtime().kill();
        fleet.start("b", Nature.kind());
        finishes();
        assertThat(fleet.doubts).isEmpty();
    }

    @Test
    void whoWasTakenOverFromWhileItsJobsWereShelvedDropsThem() {
        Fleet.Member a = fleet.start("a", Nature.kind());
        fleet.submit("job", 20);
        shelved();
        a.runtime().freeze();
        fleet.start("b", Nature.kind());
        fleet.world.run(Duration.ofMinutes(3));
        a.runtime().wake();
        finishes();
        assertThat(fleet.doubts).isEmpty();
        assertThat(fleet.sent).last().matches(effect -> effect.by().equals("b"));
    }

    @Test
    void anOutageWhileAJobIsShelvedIsRiddenOut() {
        fleet.start("a", Nature.kind());
        fleet.submit("job", 8);
        shelved();
        fleet.failing.addAll(List.of("find", "renew", "write", "survey", "claim", "owned"));
        fleet.world.run(Duration.ofMinutes(3));
        assertThat(fleet.sent).hasSize(1);
        fleet.failing.clear();
        finishes();
        assertThat(fleet.doubts).isEmpty();
    }

    @Test
    void readsThatFailDelayTheStepAndNothingElse() {
        fleet.start("a", Nature.kind());
        fleet.submit("job", 3);
        shelved();
        fleet.failing.add("find");
        fleet.world.run(Duration.ofMinutes(2));
        assertThat(fleet.sent).hasSize(1);
        assertThat(fleet.record(JOB).ownership().owner()).isPresent();
        fleet.failing.clear();
        finishes();
    }

    @Test
    void aShelvedJobThatIsStoppedIsHandedBackAsItStood() {
        fleet.start("a", Nature.kind());
        fleet.submit("job", 3);
        shelved();
        JobRecord before = fleet.record(JOB);
        order(new Command.Stop());
        fleet.world.run(Duration.ofSeconds(20));
        JobRecord stopped = fleet.record(JOB);
        assertThat(stopped.ownership().owner()).isEmpty();
        assertThat(stopped.progress()).isEqualTo(before.progress());
        fleet.world.run(Duration.ofMinutes(2));
        assertThat(fleet.sent).hasSize(1);
        order(new Command.Start());
        finishes();
    }

    @Test
    void whatIsAmendedMeanwhileIsWhatIsReadAgain() {
        fleet.start("a", Nature.kind());
        fleet.submit("job", 3);
        shelved();
        order(new Command.Amend(Bytes.ofUtf8("2")));
        finishes();
        assertThat(fleet.sent).hasSize(2);
    }

    @Test
    void aShutdownWithAStepInHandHandsShelvedJobsBackWithTheirState() {
        Fleet.Member a = fleet.start("a", Nature.kind());
        for (int i = 0; i < 50; i++) {
            fleet.submit("job-" + i, 5);
        }
        fleet.world.run(Duration.ofSeconds(5));
        a.runtime().nature(EngineStoriesTest.working(Duration.ofSeconds(10)));
        fleet.submit("busy", 2);
        fleet.world.run(Duration.ofSeconds(2));
        fleet.start("b", Nature.kind());
        fleet.world.run(Duration.ofSeconds(2));
        a.engine().shutdown();
        fleet.world.run(Duration.ofSeconds(1));
        assertThat(fleet.members.get("a").engine().health().jobs()).isEqualTo(1);
        finishes();
        assertThat(fleet.doubts).isEmpty();
    }

    @Test
    void aJobParkedByAPersonWhileItIsShelvedIsLetGoOf() {
        fleet.start("a", Nature.kind());
        fleet.submit("job", 3);
        shelved();
        order(new Command.Park(fleet.record(JOB).ownership().token()));
        fleet.world.run(Duration.ofMinutes(1));
        assertThat(fleet.events)
                .anyMatch(event ->
                        event instanceof EngineEvent.ClaimLost lost && lost.reason() == EngineEvent.LossReason.FENCED);
        assertThat(fleet.sent).hasSize(1);
        order(new Command.Start());
        finishes();
    }

    @Test
    void aJobThatTheStoreHasLostIsToldOnceTheLeaseIsProvenOnceMore() {
        fleet.start("a", Nature.kind());
        fleet.submit("job", 3);
        shelved();
        fleet.reading = found -> Optional.empty();
        fleet.world.run(Duration.ofMinutes(1));
        assertThat(losses()).containsExactly(Loss.NO_RECORD);
        assertThat(fleet.sent).hasSize(1);
    }

    @Test
    void aJobThatIsMissedOnceIsLookedForAgain() {
        fleet.start("a", Nature.kind());
        fleet.submit("job", 3);
        shelved();
        fleet.reading = found -> {
            fleet.reading = again -> again;
            return Optional.empty();
        };
        finishes();
        assertThat(losses()).isEmpty();
    }

    @Test
    void aTokenThatWentBackIsNoticedWhenTheJobIsReadAgain() {
        fleet.start("a", Nature.kind());
        fleet.submit("job", 3);
        shelved();
        fleet.reading = found -> found.map(
                record -> record.ownedAs(Ownership.none(record.ownership().token() - 1)));
        fleet.world.run(Duration.ofMinutes(1));
        assertThat(losses()).containsExactly(Loss.TOKEN_WENT_BACK);
        assertThat(fleet.sent).hasSize(1);
    }

    @Test
    void aReadThatLagsBehindTheJobsLastWriteDecidesNothing() {
        List<JobRecord> old = new ArrayList<>();
        fleet.start("a", Nature.kind());
        fleet.submit("job", 3);
        shelved();
        old.add(fleet.record(JOB));
        fleet.world.runUntil(() -> fleet.sent.size() == 2, LONG);
        fleet.world.run(Duration.ofSeconds(1));
        fleet.reading = found -> old.stream().findFirst();
        fleet.world.run(Duration.ofMinutes(1));
        assertThat(fleet.sent).hasSize(2);
        assertThat(fleet.events)
                .anyMatch(event -> event instanceof EngineEvent.JobEnded ended
                        && ended.error().orElse("").contains("a later read found write"));
    }

    /** 400 jobs whose effects weigh 60 kB each rest behind their first step: of those 24 MB next to nothing is left. */
    @Test
    void nothingOfAStepThatWasPerformedStaysInMemory() {
        VirtualFleet many = new VirtualFleet(3, EngineSettings.DEFAULT.idleBytes(0));
        JobType<String, Integer, String> type = JobType.named("message", 1)
                .codecs(Codec.text(), Codec.number(), Codec.text())
                .startingAt(text -> 0)
                .next((job, sent) ->
                        Step.perform("x".repeat(60_000)).then(sent + 1).every(Duration.ofHours(1)))
                .perform((text, delivery) -> {});
        many.start("a", type);
        long before = heap();
        for (int i = 0; i < 400; i++) {
            many.submit(type, "job-" + i, "x");
        }
        many.pass(Duration.ofMinutes(5));
        assertThat(many.job("job-399").progress().sequence()).isEqualTo(2);
        assertThat(heap() - before).isLessThan(8_000_000);
        many.pass(Duration.ofSeconds(1));
    }

    private static long heap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** One step is done, and its job rests on the shelf. */
    private void shelved() {
        assertThat(fleet.world.runUntil(() -> fleet.sent.size() == 1, LONG)).isTrue();
        fleet.world.run(Duration.ofSeconds(1));
    }

    private void finishes() {
        assertThat(fleet.world.runUntil(fleet::allFinished, LONG)).isTrue();
        assertThat(fleet.violations()).isEmpty();
    }

    private int reads() {
        return fleet.asked.getOrDefault("find", 0);
    }

    private void order(Command.Order order) {
        JobRecord record = fleet.record(JOB);
        CommandAnswer answer = fleet.store.command(new Command(JOB, record.run(), record.commandNumber(), order));
        assertThat(answer).isInstanceOf(CommandAnswer.Applied.class);
        fleet.store.ring();
    }

    private List<Loss> losses() {
        return fleet.events.stream()
                .filter(EngineEvent.Regressed.class::isInstance)
                .map(event -> ((EngineEvent.Regressed) event).loss())
                .toList();
    }
}
