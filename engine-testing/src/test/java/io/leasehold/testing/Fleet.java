package io.leasehold.testing;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.TakeoverEngine;
import io.leasehold.job.Codec;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StepKey;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.Subscribable;
import io.leasehold.store.Subscribable.Subscription;
import io.leasehold.store.Survey;
import io.leasehold.store.Write;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Engines over one in-memory store in one virtual world, and what their jobs did. */
final class Fleet {
    final VirtualWorld world;
    final InMemoryLeaseStore store;
    final EngineSettings settings;
    final Map<String, Member> members = new LinkedHashMap<>();
    final List<Sent> sent = new ArrayList<>();
    final Map<String, EngineEvent.InDoubt> doubts = new LinkedHashMap<>();
    final List<EngineEvent> events = new ArrayList<>();
    final Set<String> forgotten = new TreeSet<>();
    final Set<String> failing = new TreeSet<>();
    final Map<String, Integer> asked = new TreeMap<>();
    final Map<String, Integer> emptyClaims = new TreeMap<>();
    final Map<JobId, Integer> steps = new LinkedHashMap<>();
    /** Whether instances started from now on see a store that pushes; else they read its bell. */
    boolean push;

    /** Whether subscribing answers that the server behind the store can't push. */
    boolean serverCannotPush;

    /** No ring is heard: readings of the bell stand still, pushes are dropped. */
    boolean bellLost;

    int subscriptions;
    Optional<JobId> refusedJob = Optional.empty();
    Duration pace = Duration.ofSeconds(30);
    /** What instances read of a job, made of what the store answers. */
    UnaryOperator<Optional<JobRecord>> reading = found -> found;

    /** What instances see of the fleet, made of what the store answers. */
    UnaryOperator<Survey> surveying = seen -> seen;

    JobType.Effector<Integer> sink = (number, delivery) -> {};

    record Sent(String by, String key, JobId job, long sequence, long atMillis) {}

    record Member(String label, VirtualRuntime runtime, TakeoverEngine engine) {}

    Fleet(long seed, EngineSettings settings) {
        this.world = new VirtualWorld(seed);
        this.settings = settings;
        this.store =
                new InMemoryLeaseStore(world::wallMillis, StoreOptions.DEFAULT.callTimeout(settings.callTimeout()));
    }

    Member start(String label, Nature nature) {
        return start(label, nature, settings);
    }

    Member start(String label, Nature nature, EngineSettings own) {
        return start(label, nature, own, "message");
    }

    /** It reads jobs of this type alone; all that are submitted are messages. */
    Member start(String label, Nature nature, EngineSettings own, String type) {
        VirtualRuntime runtime = new VirtualRuntime(world, nature);
        TakeoverEngine engine = TakeoverEngine.on(seenBy(label))
                .run(type(label, type))
                .label(label)
                .settings(own)
                .listener(this::heard)
                .runtime(name -> runtime)
                .start();
        Member member = new Member(label, runtime, engine);
        members.put(label, member);
        return member;
    }

    /** The store, which doesn't do what is {@link #failing}, and does what is {@link #forgotten} and then says that it doesn't know. */
    private LeaseStore seenBy(String label) {
        Class<?>[] abilities =
                push ? new Class<?>[] {LeaseStore.class, Subscribable.class} : new Class<?>[] {LeaseStore.class};
        return (LeaseStore) Proxy.newProxyInstance(
                LeaseStore.class.getClassLoader(), abilities, (proxy, method, arguments) -> {
                    String name = method.getName();
                    asked.merge(name, 1, Integer::sum);
                    if (failing.contains(name)) {
                        throw new StoreException.StoreUnavailable(label + ": no " + name + " now");
                    }
                    if (name.equals("write") && refuses((List<?>) arguments[0])) {
                        throw new StoreException.StoreRejected("no space for one of these");
                    }
                    if (name.equals("bell") && bellLost) {
                        return 0L;
                    }
                    Object answer = name.equals("subscribe")
                            ? subscribe((Runnable) arguments[0])
                            : method.invoke(store, arguments);
                    if (name.equals("find")) {
                        answer = reading.apply(((Optional<?>) answer).map(JobRecord.class::cast));
                    }
                    if (name.equals("survey")) {
                        answer = surveying.apply((Survey) answer);
                    }
                    if (name.equals("claim") && ((List<?>) answer).isEmpty()) {
                        emptyClaims.merge(label, 1, Integer::sum);
                    }
                    if (forgotten.contains(name)) {
                        throw new StoreException.UnknownOutcome(label + ": the answer to " + name + " got lost");
                    }
                    return answer;
                });
    }

    private Optional<Subscription> subscribe(Runnable rung) {
        if (serverCannotPush) {
            return Optional.empty();
        }
        Subscription behind = store.subscribe(() -> {
                    if (!bellLost) {
                        rung.run();
                    }
                })
                .orElseThrow();
        subscriptions++;
        boolean[] open = {true};
        return Optional.of(() -> {
            subscriptions -= open[0] ? 1 : 0;
            open[0] = false;
            behind.close();
        });
    }

    private boolean refuses(List<?> writes) {
        return writes.stream().map(Write.class::cast).anyMatch(write -> refusedJob.equals(Optional.of(write.job())));
    }

    private void heard(EngineEvent event) {
        events.add(event);
        if (event instanceof EngineEvent.InDoubt doubt) {
            doubts.put(doubt.step().toString(), doubt);
        }
    }

    private JobType<Integer, Integer, Integer> type(String label, String type) {
        return JobType.named(type, 1)
                .codecs(Codec.number(), Codec.number(), Codec.number())
                .startingAt(total -> 0)
                .next((job, done) -> done.equals(job.payload())
                        ? Step.finish()
                        : Step.perform(done + 1).then(done + 1).every(pace))
                .perform((number, delivery) -> {
                    sink.perform(number, delivery);
                    sent.add(new Sent(
                            label,
                            delivery.key(),
                            delivery.step().job(),
                            delivery.step().sequence(),
                            world.nowMillis()));
                });
    }

    void submit(String id, int total) {
        submit(id, total, Duration.ZERO);
    }

    void submit(String id, int total, Duration delay) {
        JobId job = new JobId(id);
        steps.put(job, total);
        store.submit(List.of(new Submission(
                job,
                "message",
                1,
                Bytes.ofUtf8(Integer.toString(total)),
                RunId.of(world.random().nextLong()),
                Optional.empty(),
                delay)));
        store.ring();
    }

    /** When this member first sent something after this moment. */
    Optional<Long> firstAfter(long millis, String job) {
        return sent.stream()
                .filter(effect ->
                        effect.atMillis() > millis && effect.job().value().equals(job))
                .map(Sent::atMillis)
                .findFirst();
    }

    JobRecord record(JobId id) {
        return store.find(id).orElseThrow();
    }

    boolean allFinished() {
        return steps.keySet().stream().allMatch(id -> record(id).progress().status() == Status.FINISHED);
    }

    /** Every step was started at most once, and each one not started is reported in doubt. */
    List<String> violations() {
        List<String> found = new ArrayList<>();
        Map<String, Integer> starts = new LinkedHashMap<>();
        sent.forEach(effect -> starts.merge(effect.key(), 1, Integer::sum));
        starts.forEach((key, times) -> {
            if (times > 1) {
                found.add("DUP " + key + " × " + times);
            }
        });
        steps.forEach((job, total) -> {
            JobRecord record = record(job);
            TreeSet<Long> missing = new TreeSet<>();
            for (long n = 1; n < record.progress().sequence(); n++) {
                String key = new StepKey(job, record.run(), n).toString();
                if (!starts.containsKey(key) && !doubts.containsKey(key)) {
                    missing.add(n);
                }
            }
            if (!missing.isEmpty()) {
                found.add("LOSS " + job + " " + missing);
            }
            if (record.progress().status() != Status.FINISHED) {
                found.add("STALL " + job + " " + record);
            }
        });
        members.values()
                .forEach(member -> member.runtime().problems().forEach(problem -> {
                    java.io.StringWriter trace = new java.io.StringWriter();
                    problem.printStackTrace(new java.io.PrintWriter(trace));
                    found.add("PROBLEM " + member.label() + " " + trace);
                }));
        return found;
    }
}
