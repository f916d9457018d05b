package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineEvent;
import io.leasehold.job.Codec;
import io.leasehold.job.Job;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobRecord;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.SameTransaction.Work;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.store.memory.InMemoryLeaseStore;
import io.leasehold.store.memory.MemoryTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A job of three rows a minute apart in the store's own transaction, and what can happen around it. */
final class InStoreStage {
    final VirtualFleet fleet = new VirtualFleet(11);
    final List<EngineEvent> events = new ArrayList<>();

    /** What was worked, committed or not. */
    final List<String> worked = new ArrayList<>();

    /** Before the store does anything, within the transaction behind the row, and once it is committed. */
    Runnable before = () -> {};

    Work<MemoryTransaction> within = connection -> {};
    Runnable behind = () -> {};

    /** The number of the step that was decided last. */
    long deciding;

    final JobType.WithStart<String, Integer, String> start = JobType.named("rows", 1)
            .codecs(Codec.text(), Codec.number(), Codec.text())
            .startingAt(to -> 0);

    final JobType<String, Integer, String> type = start.next(this::next)
            .performInStore(MemoryTransaction.class, (row, connection, delivery) -> {
                worked.add(row);
                connection.add(row);
                within.perform(connection);
            });

    private final List<VirtualFleet.Instance> started = new ArrayList<>();

    Step<Integer, String> next(Job<String> job, int done) {
        deciding = job.sequence();
        return done == 3
                ? Step.finish()
                : Step.perform("row " + (done + 1)).then(done + 1).every(Duration.ofMinutes(1));
    }

    VirtualFleet.Instance start(String label) {
        return startWith(label, type);
    }

    VirtualFleet.Instance startWith(String label, JobType<String, Integer, String> other) {
        VirtualFleet.Instance instance = fleet.startOver(new Troubled(), label, events::add, other);
        started.add(instance);
        return instance;
    }

    VirtualFleet.Instance first() {
        return started.get(0);
    }

    InMemoryLeaseStore memory() {
        return (InMemoryLeaseStore) fleet.store();
    }

    List<String> rows() {
        return memory().transactions().rows();
    }

    void submit() {
        fleet.submit(type, "user-42", "+91");
    }

    JobRecord job() {
        return fleet.job("user-42");
    }

    void until(BooleanSupplier goal) {
        assertThat(fleet.world().runUntil(goal, Duration.ofMinutes(20))).isTrue();
    }

    void order(Command.Order order) {
        JobRecord seen = job();
        assertThat(fleet.store().command(new Command(seen.id(), seen.run(), seen.commandNumber(), order)))
                .isInstanceOf(CommandAnswer.Applied.class);
        fleet.store().ring();
    }

    void ends() {
        assertThat(fleet.passUntilAllHaveEnded(Duration.ofMinutes(20))).isTrue();
    }

    /** Each row once, in order; the record agrees, and nothing was ever in doubt. */
    void allOnce() {
        assertThat(rows()).containsExactly("row 1", "row 2", "row 3");
        assertThat(events).noneMatch(EngineEvent.InDoubt.class::isInstance);
        assertThat(job().progress().sequence()).isEqualTo(4);
    }

    /** The shared store as one instance meets it. */
    private final class Troubled extends ForwardingStore implements SameTransaction<MemoryTransaction> {
        Troubled() {
            super(fleet.store());
        }

        @Override
        public Optional<SameTransaction<?>> sameTransaction() {
            return Optional.of(this);
        }

        @Override
        public Class<MemoryTransaction> connectionType() {
            return MemoryTransaction.class;
        }

        @Override
        public WriteAnswer perform(Write write, Duration limit, Work<? super MemoryTransaction> work)
                throws WorkFailed {
            before.run();
            WriteAnswer answer = memory().transactions().perform(write, limit, work);
            behind.run();
            return answer;
        }

        @Override
        public SubmitAnswer submit(MemoryTransaction connection, Submission submission) {
            return memory().transactions().submit(connection, submission);
        }
    }
}
