package io.leasehold.tck.history;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Load;
import io.leasehold.store.OpenStep;
import io.leasehold.store.RunId;
import io.leasehold.store.Submission;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One caller of a history: what it asks is drawn by chance, from what it has heard so far. It keeps what the contract asks of callers: a
 * run is drawn once, and one (token, revision) is one content. Used by one thread.
 */
final class Caller {
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    private final Cast cast;
    private final Knowledge knowledge;
    private final Random random;
    private long fresh;

    /**
     * A caller.
     *
     * @param seed what it asks for, as far as that doesn't rest on answers
     * @param number its number, so that its runs are its own
     */
    Caller(Cast cast, Knowledge knowledge, long seed, int number) {
        this.cast = cast;
        this.knowledge = knowledge;
        this.random = new Random(seed * 31 + number);
        this.fresh = (number + 1) * 1_000L;
    }

    /** The next call. */
    Request next() {
        LeaseId lease = any(cast.leases());
        JobId job = random.nextBoolean() ? cast.jobs().get(0) : any(cast.jobs());
        int kind = random.nextInt(24);
        if (kind < 6) {
            return ofLease(kind, lease);
        } else if (kind < 11) {
            return new Request.Claim(claim(lease, job));
        } else if (kind < 16) {
            return writes(job, lease);
        } else if (kind < 18) {
            return submit(job);
        } else if (kind < 21) {
            return order(job);
        }
        return switch (kind) {
            case 21 -> new Request.Owned(lease);
            case 22 -> random.nextInt(3) == 0 ? new Request.Tidy() : new Request.Find(job);
            default -> new Request.Find(job);
        };
    }

    void hear(Request request, Object answer) {
        knowledge.hear(request, answer);
    }

    private Request ofLease(int kind, LeaseId lease) {
        Load load = new Load(++fresh, 1, 1);
        return switch (kind) {
            case 0 -> new Request.Grant(lease, HALF_HOUR.multipliedBy(2 + random.nextInt(3)));
            case 1, 2 -> new Request.Renew(lease, HALF_HOUR.multipliedBy(random.nextInt(4)), load);
            case 3 -> new Request.End(lease, any(List.of(LeaseEnd.values())));
            default -> new Request.Look(new SurveyRequest(lease, Cast.TYPES, Optional.empty(), random.nextInt(3)));
        };
    }

    private ClaimRequest claim(LeaseId lease, JobId job) {
        ClaimRequest.Target target = random.nextInt(3) == 0
                ? new ClaimRequest.Orphans(cast.leases(), 1, 1_000)
                : new ClaimRequest.Named(job);
        return new ClaimRequest(lease, cast.claim(lease, random.nextInt(5) == 0), Cast.TYPES, target);
    }

    private Request writes(JobId job, LeaseId otherwise) {
        List<Write> writes = cast.jobs().stream()
                .filter(id -> id.equals(job) || random.nextInt(4) == 0)
                .map(id -> write(id, otherwise))
                .toList();
        return new Request.Writes(writes);
    }

    private Write write(JobId id, LeaseId otherwise) {
        Optional<JobRecord> known = knowledge.job(id);
        long token = known.map(job -> Math.max(1, job.ownership().token())).orElse(1L);
        LeaseId owner = known.flatMap(job -> job.ownership().owner()).orElse(otherwise);
        long seen = known.map(job -> job.ownership().revision()).orElse(0L);
        return Content.write(id, owner, token, seen + 1 + random.nextInt(3) / 2);
    }

    private Request submit(JobId job) {
        String payload = random.nextBoolean() ? "one" : "other";
        Duration delay = random.nextBoolean() ? Duration.ZERO : HALF_HOUR;
        return new Request.Submit(List.of(new Submission(
                job, "mail", 1, Bytes.ofUtf8(payload), RunId.of(++fresh), knowledge.deleted(job), delay)));
    }

    private Request order(JobId id) {
        Optional<JobRecord> known = knowledge.job(id);
        RunId run = known.map(JobRecord::run).orElse(RunId.of(1));
        return new Request.Order(
                new Command(id, run, known.map(JobRecord::commandNumber).orElse(0L), order(known)));
    }

    private Command.Order order(Optional<JobRecord> known) {
        return switch (random.nextInt(9)) {
            case 0 -> new Command.Stop();
            case 1 -> new Command.Restart(RunId.of(++fresh), random.nextBoolean());
            case 2, 3 -> new Command.Delete(random.nextBoolean());
            case 4 -> new Command.Amend(Bytes.ofUtf8("amended " + ++fresh));
            case 5 -> new Command.Park(known.map(job -> job.ownership().token()).orElse(0L) + random.nextInt(2));
            case 6 ->
                new Command.Resolve(
                        known.map(job -> job.progress().sequence()).orElse(1L),
                        known.flatMap(job -> job.progress().open())
                                .map(OpenStep::attempt)
                                .orElse(1),
                        any(List.of(Command.Verdict.values())));
            default -> new Command.Start();
        };
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
