package io.leasehold.simulator.report.page;

import io.leasehold.simulator.history.Bounds;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.InDoubt;
import io.leasehold.simulator.history.HistoryEvent.InstanceStarted;
import io.leasehold.simulator.history.HistoryEvent.IntentSent;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.LeaseGranted;
import io.leasehold.simulator.history.HistoryEvent.RunStarted;
import io.leasehold.simulator.history.HistoryEvent.StepClosed;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import io.leasehold.simulator.history.HistoryEvent.Woken;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.history.Repeats;
import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.real.RunOptions;
import io.leasehold.simulator.real.RunResult;
import io.leasehold.simulator.scenario.Promises;
import io.leasehold.simulator.scenario.ScenarioFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that is told instead of run: any number of jobs, spread over four instances, each of which sends a message every two seconds. The
 * first instance is killed, the second freezes, later the third is killed; their jobs go to the others after 6 s.
 */
final class ToldRun {
    private static final long TAKEN_OVER = 6_000;
    private static final long PACE = 2_000;
    private static final long END = 120_000;

    private final List<HistoryEvent> events = new ArrayList<>();
    private final Map<String, String> owners = new LinkedHashMap<>();
    private final Map<String, Long> tokens = new LinkedHashMap<>();
    private final Map<String, Long> sequences = new LinkedHashMap<>();
    private final List<String> ids;
    private final RunOptions options = new RunOptions(ScenarioFile.bundled(), Optional.empty(), 10, 4, 42);

    private ToldRun(List<String> ids) {
        this.ids = ids;
    }

    static RunResult of(List<String> ids, List<Judgement> judgements) {
        ToldRun run = new ToldRun(ids);
        run.tell();
        return new RunResult(
                run.options, "H2 2.x", Evidence.ofHistory(run.events), judgements, List.of(), 0, Duration.ofMillis(12));
    }

    private void tell() {
        Bounds bounds = Promises.of(options.settings(), Duration.ZERO);
        events.add(RunStarted.of(0, "real", Repeats.NEVER, false, bounds));
        for (int i = 1; i <= 4; i++) {
            start("i" + i, 0);
        }
        for (int i = 0; i < ids.size(); i++) {
            events.add(new Submitted(10, ids.get(i), "r", END / PACE, PACE));
            claim(ids.get(i), "i" + (i % 4 + 1), 20, null);
        }
        work(1_000, 20_000);
        lose("i1", 20_000, new Killed(20_000, "i1", Phase.AFTER_INTENT), "i5");
        work(26_100, 50_000);
        lose("i2", 50_000, new Frozen(50_000, "i2", Phase.AFTER_EFFECT), "i3");
        work(56_100, 80_000);
        events.add(new Woken(80_000, "i2"));
        lose("i3", 80_500, new Killed(80_500, "i3", Phase.IDLE), "i4");
        work(86_600, END);
        events.replaceAll(event -> event instanceof Submitted submitted ? ended(submitted) : event);
    }

    /** As many steps as were told of. */
    private Submitted ended(Submitted job) {
        return new Submitted(job.atMillis(), job.job(), job.run(), sequences.getOrDefault(job.job(), 0L), PACE);
    }

    private void start(String instance, long at) {
        events.add(new InstanceStarted(at, instance, Map.of("message", 1), 1, null));
        events.add(new LeaseGranted(at, instance, "lease-" + instance, 6_000));
    }

    private void claim(String job, String instance, long at, @Nullable String from) {
        long token = tokens.merge(job, 1L, Long::sum);
        owners.put(job, instance);
        events.add(new Claimed(at, job, "r", token, instance, "lease-" + instance, from, "message", 1));
    }

    private List<String> ownedBy(String instance) {
        return ids.stream().filter(id -> instance.equals(owners.get(id))).toList();
    }

    /** Its jobs have a step open each, go elsewhere, and go on there. */
    private void lose(String instance, long at, HistoryEvent how, String heir) {
        List<String> jobs = ownedBy(instance);
        jobs.forEach(job -> intent(job, at - 5));
        events.add(how);
        if (heir.equals("i5")) {
            start(heir, at + 1_000);
        }
        for (String job : jobs) {
            claim(job, heir, at + TAKEN_OVER, "lease-" + instance);
            long sequence = sequences.getOrDefault(job, 0L) + 1;
            sequences.put(job, sequence);
            events.add(new InDoubt(at + TAKEN_OVER + 5, job, "r", sequence, "OWNER_ENDED", "SKIPPED", heir));
        }
        events.add(new HistoryEvent.TookOver(at + TAKEN_OVER + 6, heir, instance, jobs.size()));
    }

    private void work(long from, long to) {
        for (long at = from; at < to; at += PACE) {
            for (int i = 0; i < ids.size(); i++) {
                send(ids.get(i), at + i * 370L % PACE);
            }
        }
    }

    private void intent(String job, long at) {
        events.add(new IntentSent(
                at, job, "r", sequences.getOrDefault(job, 0L) + 1, token(job), owners.getOrDefault(job, ""), PACE));
    }

    private long token(String job) {
        return tokens.getOrDefault(job, 0L);
    }

    private void send(String job, long at) {
        String owner = owners.getOrDefault(job, "");
        intent(job, at);
        long sequence = sequences.merge(job, 1L, Long::sum);
        events.add(new EffectStarted(at + 2, job, "r", sequence, token(job), owner, "text", "", "", null));
        events.add(new StepClosed(at + 4, job, "r", sequence, token(job), owner));
    }
}
