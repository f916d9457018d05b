package io.leasehold.store.memory;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.ReadableType;
import io.leasehold.store.Retention;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Calls of every kind, drawn by chance, most of them such that they change something. */
final class Calls {
    static final Retention RETENTION =
            new Retention(Duration.ofMinutes(10), Duration.ofHours(1), Optional.of(Duration.ofHours(1)));
    static final List<String> KINDS = List.of(
            "claim", "command", "end", "find", "grant", "list", "owned", "renew", "ring", "submit", "survey", "tidy",
            "write");
    private static final int DRAWN = 12;

    private static final List<ReadableType> TYPES = List.of(new ReadableType("mail", 1, 1));

    private final Random random;
    private final Set<String> kinds = new TreeSet<>();
    private Optional<String> cursor = Optional.empty();
    private long fresh;

    Calls(Random random) {
        this.random = random;
    }

    /** One call, as often as it is asked. */
    record Asked(String name, Function<LeaseStore, Object> question) {
        Object of(LeaseStore store) {
            return question.apply(store);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    Set<String> kinds() {
        return kinds;
    }

    /** How long to wait before the next one: now and then long enough that everything is over. */
    Duration pause() {
        return random.nextInt(25) == 0 ? Duration.ofMinutes(70) : Duration.ofSeconds(random.nextInt(60));
    }

    Asked next(InMemoryLeaseStore store) {
        int kind = random.nextInt(DRAWN);
        Asked call = kind < 4 ? ofLeases(kind, store) : ofJobs(kind, store);
        kinds.add(call.name.split(" ", 2)[0]);
        return call;
    }

    private Asked ofLeases(int kind, InMemoryLeaseStore store) {
        LeaseId lease = LeaseId.of(1 + random.nextInt(6));
        Duration time = Duration.ofMinutes(1 + random.nextInt(30));
        LeaseEnd how = LeaseEnd.values()[random.nextInt(3)];
        Load load = new Load(random.nextInt(5), random.nextInt(5), 1 + random.nextInt(3));
        SurveyRequest request = new SurveyRequest(lease, TYPES, Optional.empty(), random.nextInt(3));
        return switch (kind) {
            case 0 -> asked("grant " + lease, to -> to.grant(lease, "label", time));
            case 1 -> asked("renew " + lease, to -> to.renew(lease, time, load));
            case 2 -> asked("survey " + request, to -> to.survey(request));
            default ->
                asked("end " + lease, to -> {
                    to.end(lease, how);
                    return store.leaseRecords();
                });
        };
    }

    private Asked ofJobs(int kind, InMemoryLeaseStore store) {
        JobId id = new JobId("job " + random.nextInt(4));
        Optional<JobRecord> job = store.find(id);
        return switch (kind) {
            case 4 -> claim(store);
            case 5 -> tidy(store);
            case 6 -> job.map(this::write).orElseGet(() -> submit(store, id));
            case 7, 8 -> job.map(this::command).orElseGet(() -> submit(store, id));
            case 9 -> submit(store, id);
            case 10 -> reading(id);
            default -> ring();
        };
    }

    private Asked ring() {
        return asked("ring", to -> {
            to.ring();
            return to.bell();
        });
    }

    private Asked reading(JobId id) {
        LeaseId lease = LeaseId.of(1 + random.nextInt(6));
        return switch (random.nextInt(3)) {
            case 0 -> asked("find " + id, to -> to.find(id));
            case 1 -> asked("owned " + lease, to -> to.owned(lease, Optional.empty()));
            default -> asked("list", to -> to.list(JobQuery.all()));
        };
    }

    private Asked claim(InMemoryLeaseStore store) {
        List<Lease> leases =
                store.contents().leases().values().stream().filter(Lease::live).toList();
        LeaseId by = leases.isEmpty()
                ? LeaseId.of(1)
                : leases.get(random.nextInt(leases.size())).id();
        long last = leases.isEmpty() ? 0 : store.contents().leases().get(by).lastClaim();
        var all = LongStream.rangeClosed(1, 6).mapToObj(LeaseId::of).toList();
        var request = new ClaimRequest(
                by,
                Math.max(1, last + random.nextInt(3)),
                TYPES,
                new ClaimRequest.Orphans(all, 1 + random.nextInt(3), 1_000));
        return asked("claim " + request, to -> to.claim(request));
    }

    /** Through all its walks, one step a call. */
    private Asked tidy(InMemoryLeaseStore store) {
        Optional<String> from = cursor;
        InMemoryLeaseStore ahead = new InMemoryLeaseStore(() -> 0, StoreOptions.DEFAULT.retention(RETENTION));
        ahead.keep(store.contents());
        cursor = ahead.tidy(from).next();
        return asked("tidy " + from, to -> to.tidy(from));
    }

    private Asked write(JobRecord job) {
        LeaseId owner = job.ownership().owner().orElse(LeaseId.of(1));
        boolean ends = random.nextInt(4) == 0;
        OpenStep step = OpenStep.intent(Bytes.ofUtf8("effect"), Bytes.ofUtf8("next"), Pace.AT_ONCE);
        var write = new Write(
                job.id(),
                owner,
                Math.max(1, job.ownership().token()),
                job.ownership().revision()
                        + 1
                        - random.nextInt(5) / 4
                        + (job.ownership().revision() == 0 ? 1 : 0),
                job.progress()
                        .change()
                        .sequence(job.progress().sequence() + random.nextInt(2))
                        .open(random.nextBoolean() ? Optional.of(step) : Optional.empty())
                        .status(ends ? Status.FINISHED : Status.READY)
                        .done(),
                random.nextBoolean() ? Optional.of(Duration.ofMinutes(random.nextInt(5))) : Optional.empty(),
                ends || random.nextInt(4) == 0);
        return asked("write " + write, to -> to.write(List.of(write)));
    }

    private Asked command(JobRecord job) {
        Command.Order order = switch (random.nextInt(7)) {
            case 0 -> new Command.Start();
            case 1 -> new Command.Stop();
            case 2 -> new Command.Restart(RunId.of(++fresh), true);
            case 3 -> new Command.Resolve(job.progress().sequence(), 1, Command.Verdict.values()[random.nextInt(3)]);
            case 4 -> new Command.Amend(Bytes.ofUtf8("amended " + ++fresh));
            case 5 -> new Command.Park(job.ownership().token() + random.nextInt(2));
            default -> new Command.Delete(true);
        };
        Command command = new Command(job.id(), job.run(), job.commandNumber(), order);
        return asked("command " + command, to -> to.command(command));
    }

    private Asked submit(InMemoryLeaseStore store, JobId id) {
        Optional<RunId> left = store.command(new Command(id, RunId.of(7), Long.MAX_VALUE, new Command.Stop()))
                        instanceof CommandAnswer.Absent absent
                ? absent.deleted()
                : Optional.empty();
        var job = new Submission(
                id, "mail", 1, Bytes.ofUtf8("payload"), RunId.of(++fresh), left, Duration.ofMinutes(random.nextInt(3)));
        return asked("submit " + job, to -> to.submit(List.of(job)));
    }

    private static Asked asked(String name, Function<LeaseStore, Object> question) {
        return new Asked(name, question);
    }
}
