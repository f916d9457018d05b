package io.leasehold.simulator.processes;

import io.leasehold.job.JobType;
import io.leasehold.simulator.automation.Message;
import io.leasehold.simulator.automation.MessageType;
import io.leasehold.simulator.automation.Sent;
import io.leasehold.simulator.automation.Series;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import io.leasehold.simulator.scenario.Automation;
import io.leasehold.simulator.scenario.Scenario;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreException;
import io.leasehold.store.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Submits a scenario's jobs from outside all instances. Used by one thread. */
final class Submitting {
    private static final int MOST_ATTEMPTS = 20;
    private static final JobType<Series, Sent, Message> TYPE = MessageType.sending((message, delivery) -> {});

    private final LeaseStore store;
    private final History history;

    Submitting(LeaseStore store, History history) {
        this.store = store;
        this.history = history;
    }

    /** Submits all of them, so many times faster than in real numbers. */
    void submit(Scenario scenario, int factor, Random random) {
        for (Automation automation : scenario.automations()) {
            Series series = new Series(
                    automation.to(),
                    automation.every().dividedBy(factor).toMillis(),
                    automation.texts(),
                    automation.repeat());
            RunId run = RunId.of(random.nextLong());
            String id = automation.id().value();
            submit(
                    new Submission(
                            automation.id(),
                            TYPE.name(),
                            TYPE.version(),
                            TYPE.encode(series),
                            run,
                            Optional.empty(),
                            Duration.ZERO),
                    1);
            history.add(at -> new Submitted(at, id, run.value(), series.messages(), series.everyMillis()));
        }
        store.ring();
    }

    /** A submission of which nobody knows whether it was applied is repeated as it is (R16). */
    private void submit(Submission submission, int attempt) {
        try {
            store.submit(List.of(submission));
        } catch (StoreException e) {
            if (attempt == MOST_ATTEMPTS) {
                throw e;
            }
            submit(submission, attempt + 1);
        }
    }
}
