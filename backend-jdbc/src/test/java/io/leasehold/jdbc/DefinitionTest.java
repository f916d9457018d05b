package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.Doubt;
import io.leasehold.store.JobId;
import io.leasehold.store.JobPage;
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
import io.leasehold.store.Retention;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Takeover;
import io.leasehold.store.TidyAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same random calls to this store and to the definition get the same answers, and leave the same records. Time passes in hours
 * and is compared in minutes, so that the test's own milliseconds don't show.
 */
class DefinitionTest {
    private static final int CALLS = 1_500;
    private static final List<String> IDS = List.of("a", "A", "a ", "", "😀", "x'y\"z", "line\r\nbreak", "%_");
    private static final List<ReadableType> TYPES =
            List.of(new ReadableType("mail", 1, 2), new ReadableType("Mail", 2, 2));

    private static final Retention KEPT = Retention.DEFAULT.tombstones(Duration.ofHours(2));

    private final AtomicLong passedMillis = new AtomicLong();
    private final InMemoryLeaseStore definition = new InMemoryLeaseStore(
            () -> System.currentTimeMillis() + passedMillis.get(), StoreOptions.DEFAULT.retention(KEPT));
    private final List<LeaseId> leases = new ArrayList<>();
    private final List<RunId> runs = new ArrayList<>();
    private int ttls;
    private final long[] claims = new long[100];

    /** An empty one. */
    String database() {
        return Stores.memoryUri();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void answersLikeTheDefinition(long seed) {
        String uri = database();
        Random random = new Random(seed);
        try (LeaseStore store = Stores.open(uri, "leasehold", KEPT)) {
            StoredTime time = new StoredTime(uri, "leasehold");
            for (int i = 0; i < CALLS; i++) {
                String story = "seed " + seed + ", call " + i;
                Question question = question(random);
                if (question.passes() > 0) {
                    passedMillis.addAndGet(Duration.ofHours(question.passes()).toMillis());
                    time.pass(Duration.ofHours(question.passes()));
                    continue;
                }
                assertThat(coarse(question.asked().apply(store)))
                        .as(story + ": " + question.name())
                        .isEqualTo(coarse(question.asked().apply(definition)));
                assertThat(coarse(store.list(JobQuery.all())))
                        .as(story + ": records after " + question.name())
                        .isEqualTo(coarse(definition.list(JobQuery.all())));
            }
        }
    }

    private Question question(Random random) {
        int kind = random.nextInt(100);
        if (kind < 3 || leases.isEmpty()) {
            LeaseId lease = LeaseId.of(random.nextLong());
            leases.add(lease);
            Duration ttl = ttl();
            return ask("grant " + lease, store -> store.grant(lease, "é" + lease, ttl));
        } else if (kind < 6) {
            return new Question("time", 1 + random.nextInt(2), store -> "");
        } else if (kind < 14) {
            return leaseQuestion(random);
        } else if (kind < 22) {
            return survey(random);
        } else if (kind < 37) {
            return claim(random);
        } else if (kind < 65) {
            return write(random);
        } else if (kind < 77) {
            return submit(random);
        } else if (kind < 90) {
            return command(random);
        } else if (kind < 94) {
            return read(random);
        }
        return ask("tidy", DefinitionTest::tidyThrough);
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

    private Question leaseQuestion(Random random) {
        LeaseId lease = lease(random);
        Duration ttl = ttl();
        Load load = new Load(random.nextInt(9), random.nextInt(9), 1 + random.nextInt(9));
        return switch (random.nextInt(4)) {
            case 0 -> ask("grant again", store -> store.grant(lease, "again", ttl));
            case 1 -> {
                LeaseEnd how = any(random, LeaseEnd.values());
                yield ask("end " + lease + " " + how, store -> {
                    store.end(lease, how);
                    return "";
                });
            }
            case 2 -> ask("ask " + lease, store -> store.renew(lease, Duration.ZERO, load));
            default -> ask("renew " + lease, store -> store.renew(lease, ttl, load));
        };
    }

    private Question survey(Random random) {
        Optional<LeaseId> cursor = random.nextInt(4) == 0 ? Optional.of(lease(random)) : Optional.empty();
        SurveyRequest request = new SurveyRequest(lease(random), types(random), cursor, random.nextInt(3));
        return ask(request.toString(), store -> store.survey(request));
    }

    private Question claim(Random random) {
        int owner = random.nextInt(leases.size());
        long number = Math.max(1, claims[owner % 100] + 1 - random.nextInt(6) / 4);
        claims[owner % 100] = Math.max(claims[owner % 100], number);
        List<LeaseId> dead = new ArrayList<>(leases);
        Collections.shuffle(dead, random);
        ClaimRequest.Target target = random.nextInt(3) == 0
                ? new ClaimRequest.Named(job(random))
                : new ClaimRequest.Orphans(
                        dead.subList(0, Math.min(dead.size(), 9)), 1 + random.nextInt(6), 1 + random.nextInt(60));
        ClaimRequest request = new ClaimRequest(leases.get(owner), number, types(random), target);
        return ask(
                request.toString(),
                store -> store.claim(request).stream()
                        .sorted(java.util.Comparator.comparing(JobRecord::id))
                        .toList());
    }

    private Question write(Random random) {
        List<JobRecord> jobs = new ArrayList<>(definition.list(JobQuery.all()).jobs());
        Collections.shuffle(jobs, random);
        List<Write> writes = jobs.stream()
                .limit(1 + random.nextInt(4))
                .map(job -> write(random, job))
                .toList();
        return ask(writes.toString(), store -> store.write(writes));
    }

    private Write write(Random random, JobRecord job) {
        boolean fitting = random.nextInt(5) > 0;
        LeaseId owner = fitting ? job.ownership().owner().orElse(lease(random)) : lease(random);
        long token = Math.max(1, job.ownership().token() + (fitting ? 0 : random.nextInt(3) - 1));
        long revision = Math.max(1, job.ownership().revision() + 2 - random.nextInt(fitting ? 2 : 5));
        Status status = random.nextInt(4) == 0 ? any(random, Status.values()) : Status.READY;
        // The definition answers a repeated release FENCED, and the same revision always has the same content (R12).
        boolean release = status != Status.READY || random.nextInt(6) == 0;
        if (release && job.ownership().revision() == revision) {
            revision++;
        }
        Optional<Duration> delay =
                random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofHours(random.nextInt(4)));
        return new Write(job.id(), owner, token, revision, progress(random, job.progress(), status), delay, release);
    }

    private static Progress progress(Random random, Progress before, Status status) {
        Optional<OpenStep> open = random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new OpenStep(
                        bytes(random),
                        bytes(random),
                        new Pace(any(random, Pace.From.values()), Duration.ofNanos(random.nextInt(1_000_000_000))),
                        1 + random.nextInt(2),
                        any(random, OpenStep.Standing.values()),
                        random.nextBoolean()));
        Doubt doubt = new Doubt(
                before.sequence(),
                1 + random.nextInt(3),
                any(random, Doubt.Cause.values()),
                any(random, Doubt.Resolution.values()));
        return before.change()
                .status(status)
                .stateVersion(1 + random.nextInt(3))
                .sequence(Math.max(1, before.sequence() + 1 - random.nextInt(3)))
                .state(random.nextInt(4) == 0 ? Optional.empty() : Optional.of(bytes(random)))
                .open(open)
                .failures(random.nextInt(5))
                .lapses(random.nextInt(5))
                .probation(random.nextBoolean())
                .doubts(random.nextBoolean() ? before.doubts() : before.doubts().with(doubt))
                .error(random.nextBoolean() ? Optional.empty() : Optional.of("Ärger 😀 'quoted'"))
                .done();
    }

    private Question submit(Random random) {
        RunId run = random.nextInt(5) == 0 && !runs.isEmpty() ? any(random, runs) : RunId.of(random.nextLong());
        runs.add(run);
        JobId id = job(random);
        Optional<RunId> tombstone = random.nextInt(4) == 0
                ? Optional.of(any(random, runs))
                : definition.command(new Command(id, run, Long.MAX_VALUE, new Command.Stop()))
                                instanceof CommandAnswer.Absent absent
                        ? absent.deleted()
                        : Optional.empty();
        Submission submission = new Submission(
                id,
                any(random, List.of("mail", "Mail", "mail ")),
                1 + random.nextInt(3),
                bytes(random),
                run,
                tombstone,
                Duration.ofHours(random.nextInt(3)));
        return ask(submission.toString(), store -> store.submit(List.of(submission)));
    }

    private Question command(Random random) {
        JobId id = job(random);
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
                        any(random, Command.Verdict.values()));
            case 3 -> new Command.Amend(bytes(random));
            case 4 ->
                new Command.Park(job.map(record -> record.ownership().token()).orElse(0L) + random.nextInt(3));
            case 5 -> new Command.Delete(random.nextBoolean());
            default -> new Command.Start();
        };
        Command command = new Command(id, run, number, order);
        return ask(command.toString(), store -> store.command(command));
    }

    private Question read(Random random) {
        LeaseId lease = lease(random);
        JobId id = job(random);
        JobQuery query = new JobQuery(
                random.nextBoolean() ? Optional.empty() : Optional.of("mail"),
                random.nextBoolean() ? Optional.empty() : Optional.of(any(random, Status.values())),
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

    private LeaseId lease(Random random) {
        int newest = leases.size() - 1;
        return leases.get(
                random.nextInt(3) == 0 ? random.nextInt(leases.size()) : Math.max(0, newest - random.nextInt(3)));
    }

    private static JobId job(Random random) {
        return new JobId("job/" + any(random, IDS));
    }

    private static List<ReadableType> types(Random random) {
        return random.nextInt(4) == 0 ? TYPES.subList(0, 1) : TYPES;
    }

    private static Bytes bytes(Random random) {
        byte[] content = new byte[random.nextInt(20)];
        random.nextBytes(content);
        return Bytes.of(content);
    }

    private static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    /** Durations and instants to the minute; an instant of the definition lies in the future by the time that has passed. */
    private Object coarse(Object answer) {
        if (answer instanceof List<?> list) {
            return list.stream().map(this::coarse).toList();
        } else if (answer instanceof Optional<?> optional) {
            return optional.map(this::coarse);
        } else if (answer instanceof JobPage page) {
            return List.of(coarse(page.jobs()), page.more());
        } else if (answer instanceof JobRecord job) {
            List<Takeover> takeovers = job.takeovers().stream()
                    .map(t -> new Takeover(t.from(), t.to(), t.token(), Instant.EPOCH, minutes(t.down())))
                    .toList();
            return new JobRecord(
                    job.id(),
                    job.type(),
                    job.run(),
                    job.payload(),
                    job.wish(),
                    job.commandNumber(),
                    job.ownership(),
                    job.progress(),
                    minutes(job.remaining()),
                    job.intentAge().map(DefinitionTest::minutes),
                    takeovers);
        }
        return answer.toString().replaceAll("PT[0-9HMS.]+", "") + times(answer);
    }

    private static Object times(Object answer) {
        List<Duration> found = new ArrayList<>();
        var matcher = java.util.regex.Pattern.compile("PT[0-9HMS.]+").matcher(answer.toString());
        while (matcher.find()) {
            found.add(minutes(Duration.parse(matcher.group())));
        }
        return found;
    }

    private static Duration minutes(Duration exact) {
        return Duration.ofMinutes(exact.plusSeconds(30).toMinutes());
    }

    private static Question ask(String name, Function<LeaseStore, Object> asked) {
        return new Question(name, 0, asked);
    }

    /** One call, or hours that pass. */
    private record Question(String name, int passes, Function<LeaseStore, Object> asked) {}
}
