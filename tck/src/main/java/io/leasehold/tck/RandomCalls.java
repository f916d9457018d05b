package io.leasehold.tck;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.Doubt;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.ReadableType;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.Submission;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.TidyAnswer;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Draws calls of a store that mean something: of few jobs and leases, most of them fitting what the definition holds. Not thread-safe. */
final class RandomCalls {
    private static final List<String> IDS = List.of("a", "A", "a ", "", "😀", "x'y\"z", "line\r\nbreak", "%_");
    private static final List<ReadableType> TYPES =
            List.of(new ReadableType("mail", 1, 2), new ReadableType("Mail", 2, 2));

    private final Random random;
    private final LeaseStore definition;
    private final List<LeaseId> leases = new ArrayList<>();
    private final List<RunId> runs = new ArrayList<>();
    private final long[] claims = new long[100];
    private int ttls;

    RandomCalls(long seed, LeaseStore definition) {
        this.random = new Random(seed);
        this.definition = definition;
    }

    /** The next call, or hours that pass. */
    Call next() {
        int kind = random.nextInt(100);
        if (kind < 3 || leases.isEmpty()) {
            LeaseId lease = LeaseId.of(random.nextLong());
            leases.add(lease);
            Duration ttl = ttl();
            return ask("grant " + lease, store -> store.grant(lease, "é" + lease, ttl));
        } else if (kind < 6) {
            return new Call("time", 1 + random.nextInt(2), store -> "");
        } else if (kind < 14) {
            return leaseCall();
        } else if (kind < 22) {
            return survey();
        } else if (kind < 37) {
            return claim();
        } else if (kind < 65) {
            return write();
        } else if (kind < 77) {
            return submit();
        } else if (kind < 90) {
            return command();
        } else if (kind < 94) {
            return read();
        }
        return ask("tidy", RandomCalls::tidyThrough);
    }

    private static Object tidyThrough(LeaseStore store) {
        List<TidyAnswer> answers = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            TidyAnswer answer = store.tidy(cursor);
            answers.add(answer);
            cursor = answer.next();
        } while (cursor.isPresent());
        return answers;
    }

    private Call leaseCall() {
        LeaseId lease = lease();
        Duration ttl = ttl();
        Load load = new Load(random.nextInt(9), random.nextInt(9), 1 + random.nextInt(9));
        return switch (random.nextInt(4)) {
            case 0 -> ask("grant again", store -> store.grant(lease, "again", ttl));
            case 1 -> {
                LeaseEnd how = any(LeaseEnd.values());
                yield ask("end " + lease + " " + how, store -> {
                    store.end(lease, how);
                    return "";
                });
            }
            case 2 -> ask("ask " + lease, store -> store.renew(lease, Duration.ZERO, load));
            default -> ask("renew " + lease, store -> store.renew(lease, ttl, load));
        };
    }

    private Call survey() {
        Optional<LeaseId> cursor = random.nextInt(4) == 0 ? Optional.of(lease()) : Optional.empty();
        SurveyRequest request = new SurveyRequest(lease(), types(), cursor, random.nextInt(3));
        return ask(request.toString(), store -> store.survey(request));
    }

    private Call claim() {
        int owner = random.nextInt(leases.size());
        long number = Math.max(1, claims[owner % 100] + 1 - random.nextInt(6) / 4);
        claims[owner % 100] = Math.max(claims[owner % 100], number);
        List<LeaseId> dead = new ArrayList<>(leases);
        Collections.shuffle(dead, random);
        ClaimRequest.Target target = random.nextInt(3) == 0
                ? new ClaimRequest.Named(job())
                : new ClaimRequest.Orphans(
                        dead.subList(0, Math.min(dead.size(), 9)), 1 + random.nextInt(6), 1 + random.nextInt(60));
        ClaimRequest request = new ClaimRequest(leases.get(owner), number, types(), target);
        return ask(
                request.toString(),
                store -> store.claim(request).stream()
                        .sorted(Comparator.comparing(JobRecord::id))
                        .toList());
    }

    private Call write() {
        List<JobRecord> jobs = new ArrayList<>(definition.list(JobQuery.all()).jobs());
        Collections.shuffle(jobs, random);
        List<Write> writes = jobs.stream()
                .limit(1 + random.nextInt(4))
                .map(job -> write(job))
                .toList();
        return ask(writes.toString(), store -> store.write(writes));
    }

    private Write write(JobRecord job) {
        boolean fitting = random.nextInt(5) > 0;
        LeaseId owner = fitting ? job.ownership().owner().orElse(lease()) : lease();
        long token = Math.max(1, job.ownership().token() + (fitting ? 0 : random.nextInt(3) - 1));
        long revision = Math.max(1, job.ownership().revision() + 2 - random.nextInt(fitting ? 2 : 5));
        Status status = random.nextInt(4) == 0 ? any(Status.values()) : Status.READY;
        // The definition answers a repeated release FENCED, and the same revision always has the same content (R12).
        boolean release = status != Status.READY || random.nextInt(6) == 0;
        if (release && job.ownership().revision() == revision) {
            revision++;
        }
        Optional<Duration> delay =
                random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofHours(random.nextInt(4)));
        return new Write(job.id(), owner, token, revision, progress(job.progress(), status), delay, release);
    }

    private Progress progress(Progress before, Status status) {
        Optional<OpenStep> open = random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new OpenStep(
                        bytes(),
                        bytes(),
                        new Pace(any(Pace.From.values()), Duration.ofNanos(random.nextInt(1_000_000_000))),
                        1 + random.nextInt(2),
                        any(OpenStep.Standing.values()),
                        random.nextBoolean()));
        Doubt doubt = new Doubt(
                before.sequence(), 1 + random.nextInt(3), any(Doubt.Cause.values()), any(Doubt.Resolution.values()));
        return before.change()
                .status(status)
                .stateVersion(1 + random.nextInt(3))
                .sequence(Math.max(1, before.sequence() + 1 - random.nextInt(3)))
                .state(random.nextInt(4) == 0 ? Optional.empty() : Optional.of(bytes()))
                .open(open)
                .failures(random.nextInt(5))
                .lapses(random.nextInt(5))
                .probation(random.nextBoolean())
                .doubts(random.nextBoolean() ? before.doubts() : before.doubts().with(doubt))
                .error(random.nextBoolean() ? Optional.empty() : Optional.of("Ärger 😀 'quoted'"))
                .done();
    }

    private Call submit() {
        RunId run = random.nextInt(5) == 0 && !runs.isEmpty() ? any(runs) : RunId.of(random.nextLong());
        runs.add(run);
        JobId id = job();
        Optional<RunId> tombstone = random.nextInt(4) == 0
                ? Optional.of(any(runs))
                : definition.command(new Command(id, run, Long.MAX_VALUE, new Command.Stop()))
                                instanceof CommandAnswer.Absent absent
                        ? absent.deleted()
                        : Optional.empty();
        Submission submission = new Submission(
                id,
                any(List.of("mail", "Mail", "mail ")),
                1 + random.nextInt(3),
                bytes(),
                run,
                tombstone,
                Duration.ofHours(random.nextInt(3)));
        return ask(submission.toString(), store -> store.submit(List.of(submission)));
    }

    private Call command() {
        JobId id = job();
        Optional<JobRecord> job = definition.find(id);
        boolean fitting = random.nextInt(6) > 0;
        RunId run = job.filter(record -> fitting).map(JobRecord::run).orElse(RunId.of(7));
        long number = job.map(JobRecord::commandNumber).orElse(0L) + random.nextInt(8) / 7;
        Progress progress = job.map(JobRecord::progress).orElse(Progress.initial(1));
        Command.Order order = switch (random.nextInt(8)) {
            case 0 -> new Command.Stop();
            case 1 -> new Command.Restart(RunId.of(random.nextLong()), random.nextBoolean());
            case 2 ->
                new Command.Resolve(
                        progress.sequence(),
                        progress.open().map(OpenStep::attempt).orElse(1),
                        any(Command.Verdict.values()));
            case 3 -> new Command.Amend(bytes());
            case 4 ->
                new Command.Park(job.map(record -> record.ownership().token()).orElse(0L) + random.nextInt(3));
            case 5 -> new Command.Delete(random.nextBoolean());
            default -> new Command.Start();
        };
        Command command = new Command(id, run, number, order);
        return ask(command.toString(), store -> store.command(command));
    }

    private Call read() {
        LeaseId lease = lease();
        JobId id = job();
        JobQuery query = new JobQuery(
                random.nextBoolean() ? Optional.empty() : Optional.of("mail"),
                random.nextBoolean() ? Optional.empty() : Optional.of(any(Status.values())),
                random.nextBoolean() ? Optional.empty() : Optional.of(lease),
                random.nextBoolean() ? Optional.empty() : Optional.of(id),
                1 + random.nextInt(3));
        return switch (random.nextInt(3)) {
            case 0 -> ask("find " + id, store -> store.find(id));
            case 1 -> ask("owned " + lease, store -> store.owned(lease, query.after()));
            default -> ask(query.toString(), store -> store.list(query));
        };
    }

    /** No two leases lapse within the same minute, for the order of lapses is part of the answers. */
    private Duration ttl() {
        return Duration.ofHours(2).plusMinutes(ttls++ % 50);
    }

    private LeaseId lease() {
        int newest = leases.size() - 1;
        return leases.get(
                random.nextInt(3) == 0 ? random.nextInt(leases.size()) : Math.max(0, newest - random.nextInt(3)));
    }

    private JobId job() {
        return new JobId("job/" + any(IDS));
    }

    private List<ReadableType> types() {
        return random.nextInt(4) == 0 ? TYPES.subList(0, 1) : TYPES;
    }

    private Bytes bytes() {
        byte[] content = new byte[random.nextInt(20)];
        random.nextBytes(content);
        return Bytes.of(content);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static Call ask(String name, Function<LeaseStore, Object> asked) {
        return new Call(name, 0, asked);
    }

    /** One call, or hours that pass. */
    record Call(String name, int passes, Function<LeaseStore, Object> asked) {}
}
