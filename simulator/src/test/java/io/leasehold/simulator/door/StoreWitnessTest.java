package io.leasehold.simulator.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent.StepClosed;
import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.ReadableType;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the witness of one instance makes of the store's answers. */
class StoreWitnessTest {
    private static final LeaseId LEASE = LeaseId.of(0xa);
    private static final RunId RUN = RunId.of(1);
    private static final JobId JOB = new JobId("job");

    private final History history = new History(() -> 0);
    private final StoreWitness witness = new StoreWitness("a", history, new Roster());
    private final LeaseStore store = witness.watching(new InMemoryLeaseStore(() -> 0, StoreOptions.DEFAULT));

    private JobRecord claimed(long number) {
        return store.claim(new ClaimRequest(
                        LEASE, number, List.of(new ReadableType("type", 1, 1)), new ClaimRequest.Named(JOB)))
                .get(0);
    }

    private static Write write(JobRecord record, long revision, Progress progress, boolean release) {
        return new Write(JOB, LEASE, record.ownership().token(), revision, progress, Optional.empty(), release);
    }

    private static Progress intended(JobRecord record) {
        OpenStep step = OpenStep.intent(Bytes.EMPTY, Bytes.EMPTY, new Pace(Pace.From.INTENT, Duration.ZERO));
        return record.progress().change().open(Optional.of(step)).done();
    }

    /** Seed 50 of at-least-once was red over that: a packet of the former claim arrived in the midst of a step. */
    @Test
    void whatAFormerClaimIsAnsweredEndsNoStepOfThePresentOne() {
        submitted();
        JobRecord first = claimed(1);
        Write released = write(first, 1, first.progress(), true);
        store.write(List.of(released));
        JobRecord second = claimed(2);
        Write begun = write(second, 1, intended(second), false);
        store.write(List.of(begun));
        assertThat(store.write(List.of(released))).singleElement().isInstanceOf(WriteAnswer.Fenced.class);
        assertThat(witness.hands().openSteps()).hasSize(1);
    }

    /** A step was begun in the very write that closed the one before, and that write was refused: neither is closed under a later claim. */
    @Test
    void whatARefusedWriteClosesIsNotClosedUnderTheNextClaim() {
        submitted();
        JobRecord first = claimed(1);
        store.write(List.of(write(first, 1, intended(first), false)));
        store.command(
                new Command(JOB, RUN, 0, new Command.Park(first.ownership().token())));
        Progress next = intended(first).change().sequence(2).done();
        assertThat(store.write(List.of(write(first, 2, next, false))))
                .singleElement()
                .isInstanceOf(WriteAnswer.Fenced.class);
        store.command(new Command(JOB, RUN, 1, new Command.Start()));
        JobRecord second = claimed(2);
        assertThat(store.write(List.of(write(second, 1, intended(second), false))))
                .singleElement()
                .isInstanceOf(WriteAnswer.Applied.class);
        assertThat(history.events()).noneMatch(StepClosed.class::isInstance);
    }

    private void submitted() {
        store.submit(List.of(new Submission(JOB, "type", 1, Bytes.EMPTY, RUN, Optional.empty(), Duration.ZERO)));
        store.grant(LEASE, "a", Duration.ofSeconds(60));
    }
}
