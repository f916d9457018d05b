package io.leasehold.simulator.door;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A store whose claims, writes and locks a {@link StoreWitness} sees. Thread-safe as what it wraps. */
final class WitnessedStore extends ForwardingStore {
    private final StoreWitness witness;

    WitnessedStore(LeaseStore kept, StoreWitness witness) {
        super(kept);
        this.witness = witness;
    }

    @Override
    public LeaseState grant(LeaseId lease, String label, Duration ttl) {
        witness.granting(lease);
        LeaseState state = super.grant(lease, label, ttl);
        witness.granted(lease, ttl, state);
        return state;
    }

    @Override
    public LeaseState renew(LeaseId lease, Duration extension, Load load) {
        LeaseState state = super.renew(lease, extension, load);
        witness.renewed(lease, extension, state);
        return state;
    }

    @Override
    public void end(LeaseId lease, LeaseEnd how) {
        super.end(lease, how);
        witness.ended(lease);
    }

    @Override
    public Survey survey(SurveyRequest request) {
        Survey survey = super.survey(request);
        survey.ended().forEach(lease -> witness.ended(lease.id()));
        return survey;
    }

    @Override
    public List<JobRecord> claim(ClaimRequest request) {
        List<JobRecord> brought = super.claim(request);
        brought.forEach(witness::saw);
        return brought;
    }

    @Override
    public List<WriteAnswer> write(List<Write> writes) {
        writes.forEach(witness::sending);
        List<WriteAnswer> answers = super.write(writes);
        for (int i = 0; i < answers.size(); i++) {
            witness.answered(writes.get(i), answers.get(i));
        }
        return answers;
    }

    @Override
    public CommandAnswer command(Command command) {
        CommandAnswer answer = super.command(command);
        if (command.order() instanceof Command.Park && answer instanceof CommandAnswer.Applied) {
            super.find(command.job())
                    .ifPresent(job ->
                            witness.parked(job.id(), job.run(), job.ownership().token()));
        }
        return answer;
    }

    @Override
    public Optional<SameTransaction<?>> sameTransaction() {
        return super.sameTransaction().map(this::witnessed);
    }

    private <C> SameTransaction<C> witnessed(SameTransaction<C> ability) {
        return new WitnessedTransactions<>(ability, witness);
    }

    @Override
    public LockRecord takeLock(LockName name, LeaseId lease, long token) {
        LockRecord lock = super.takeLock(name, lease, token);
        if (lock.heldBy(lease, token + 1)) {
            witness.lockTaken(name, token + 1, lease);
        }
        return lock;
    }

    @Override
    public LockRecord releaseLock(LockName name, LeaseId lease, long token, Duration rest) {
        LockRecord lock = super.releaseLock(name, lease, token, rest);
        if (!lock.heldBy(lease, token)) {
            witness.lockReleased(name, token, rest);
        }
        return lock;
    }

    @Override
    public Optional<JobRecord> find(JobId id) {
        Optional<JobRecord> found = super.find(id);
        found.ifPresent(witness::found);
        return found;
    }
}
