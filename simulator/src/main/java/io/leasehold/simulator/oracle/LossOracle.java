package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent.Effect;
import io.leasehold.simulator.history.HistoryEvent.InDoubt;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.Status;
import io.leasehold.store.StepKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * LOSS: effects and reports in doubt together are every step from 1 to the last, for every run, and every run reached its end. Its
 * opportunities are the steps that were asked for.
 */
public final class LossOracle implements Oracle {
    @Override
    public Verdict judge(Evidence evidence) {
        Set<String> known = new LinkedHashSet<>();
        evidence.of(Effect.class).forEach(effect -> known.add(effect.step().toString()));
        known.addAll(reported(evidence));
        Map<JobId, JobRecord> records = new LinkedHashMap<>();
        evidence.records().forEach(record -> records.put(record.id(), record));
        List<String> found = new ArrayList<>();
        long steps = 0;
        for (Submitted job : evidence.of(Submitted.class)) {
            steps += job.steps();
            judge(job, known, records, found);
        }
        return new Verdict("LOSS", steps, found);
    }

    /** Every step that was reported in doubt: by a listener, or in the job's record. */
    public static Set<String> reported(Evidence evidence) {
        Set<String> reported = new LinkedHashSet<>();
        evidence.of(InDoubt.class).forEach(doubt -> reported.add(doubt.step().toString()));
        evidence.records()
                .forEach(record -> record.progress()
                        .doubts()
                        .last()
                        .forEach(doubt ->
                                reported.add(new StepKey(record.id(), record.run(), doubt.sequence()).toString())));
        return reported;
    }

    private static void judge(Submitted job, Set<String> known, Map<JobId, JobRecord> records, List<String> found) {
        for (long sequence = 1; sequence <= job.steps(); sequence++) {
            String key = new StepKey(job.job(), job.run(), sequence).toString();
            if (!known.contains(key)) {
                found.add(key + " was neither sent nor reported in doubt");
            }
        }
        JobRecord record = records.get(job.job());
        if (record == null) {
            found.add("job " + job.job() + " has no record any more");
        } else if (record.progress().status() != Status.FINISHED) {
            found.add("job " + job.job() + " is " + record.progress().status() + " at step "
                    + record.progress().sequence() + " of " + job.steps() + " and has not finished"
                    + record.progress().error().map(error -> ": " + error).orElse(""));
        }
    }
}
