package io.leasehold.tck.report;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreDescription;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.TidyAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A client whose calls are noted in a log. */
final class RecordingStore extends ForwardingStore {
    private final CallLog log;
    private final String client;

    RecordingStore(LeaseStore kept, CallLog log, String client) {
        super(kept);
        this.log = log;
        this.client = client;
    }

    @Override
    public StoreDescription describe() {
        StoreDescription said = log.call(client, "describe", List.of(), () -> super.describe());
        log.described(said);
        return said;
    }

    @Override
    public void prepare(PrepareMode mode) {
        log.run(client, "prepare", List.of(mode), () -> super.prepare(mode));
    }

    @Override
    public LeaseState grant(LeaseId lease, String label, Duration ttl) {
        return log.call(client, "grant", List.of(lease, label, ttl), () -> super.grant(lease, label, ttl));
    }

    @Override
    public LeaseState renew(LeaseId lease, Duration extension, Load load) {
        return log.call(client, "renew", List.of(lease, extension, load), () -> super.renew(lease, extension, load));
    }

    @Override
    public void end(LeaseId lease, LeaseEnd how) {
        log.run(client, "end", List.of(lease, how), () -> super.end(lease, how));
    }

    @Override
    public Survey survey(SurveyRequest request) {
        return log.call(client, "survey", List.of(request), () -> super.survey(request));
    }

    @Override
    public List<JobRecord> claim(ClaimRequest request) {
        return log.call(client, "claim", List.of(request), () -> super.claim(request));
    }

    @Override
    public List<WriteAnswer> write(List<Write> writes) {
        return log.call(client, "write", List.of(writes), () -> super.write(writes));
    }

    @Override
    public LockRecord lock(LockName name) {
        return log.call(client, "lock", List.of(name), () -> super.lock(name));
    }

    @Override
    public LockRecord takeLock(LockName name, LeaseId lease, long token) {
        return log.call(client, "takeLock", List.of(name, lease, token), () -> super.takeLock(name, lease, token));
    }

    @Override
    public LockRecord releaseLock(LockName name, LeaseId lease, long token, Duration rest) {
        return log.call(
                client,
                "releaseLock",
                List.of(name, lease, token, rest),
                () -> super.releaseLock(name, lease, token, rest));
    }

    @Override
    public List<SubmitAnswer> submit(List<Submission> submissions) {
        return log.call(client, "submit", List.of(submissions), () -> super.submit(submissions));
    }

    @Override
    public CommandAnswer command(Command command) {
        return log.call(client, "command", List.of(command), () -> super.command(command));
    }

    @Override
    public Optional<JobRecord> find(JobId id) {
        return log.call(client, "find", List.of(id), () -> super.find(id));
    }

    @Override
    public JobPage list(JobQuery query) {
        return log.call(client, "list", List.of(query), () -> super.list(query));
    }

    @Override
    public OwnedPage owned(LeaseId lease, Optional<JobId> after) {
        return log.call(client, "owned", List.of(lease, after), () -> super.owned(lease, after));
    }

    @Override
    public TidyAnswer tidy(Optional<String> cursor) {
        return log.call(client, "tidy", List.of(cursor), () -> super.tidy(cursor));
    }

    @Override
    public long bell() {
        return log.call(client, "bell", List.of(), () -> super.bell());
    }

    @Override
    public void ring() {
        log.run(client, "ring", List.of(), () -> super.ring());
    }

    @Override
    public Optional<Subscription> subscribe(Runnable rung) {
        return log.call(client, "subscribe", List.of(), () -> super.subscribe(rung));
    }

    @Override
    public void close() {
        log.run(client, "close", List.of(), () -> super.close());
    }
}
