package io.leasehold.engine.internal;

import io.leasehold.job.Decision;
import io.leasehold.store.Bytes;
import io.leasehold.store.Doubt;
import io.leasehold.store.DoubtLog;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Progress;
import io.leasehold.store.Status;
import java.util.Optional;

/** How a job's progress moves (E9): pure functions from one complete view to the next. */
final class StepRules {
    /** E9: after so many steps in a row left in doubt by {@code perform} itself, a person must look. */
    static final int MOST_DOUBTS_IN_A_ROW = 3;

    /** E10: so many lapses in a row make a suspect. */
    static final int SUSPICIOUS_LAPSES = 2;

    private StepRules() {}

    /** E10: whether this job may have taken its last owners down. */
    static boolean suspect(Progress progress) {
        return progress.lapses() >= SUSPICIOUS_LAPSES;
    }

    /** The suspect's turn has come. Lapses count from here anew, so that a lapse on probation can be told from a clean hand-over. */
    static Progress onProbation(Progress progress) {
        return progress.change().lapses(SUSPICIOUS_LAPSES).probation(true).done();
    }

    /** Whatever it came to, the owner lives. */
    static Progress offProbation(Progress progress) {
        return progress.probation() ? progress.change().probation(false).done() : progress;
    }

    /** Whether the former owner was lost while this job was on probation. */
    static boolean lapsedOnProbation(Progress progress) {
        return progress.probation() && progress.lapses() > SUSPICIOUS_LAPSES;
    }

    /** E10: it goes on only by a person's word. A step that it leaves in doubt stays open for that. */
    static Progress quarantined(Progress progress, String error) {
        return progress.change()
                .status(Status.QUARANTINED)
                .probation(false)
                .error(Optional.of(error))
                .done();
    }

    /** The intent of a decided step. */
    static Progress intended(Progress progress, Decision.Perform step, int stateVersion) {
        return progress.change()
                .stateVersion(stateVersion)
                .state(Optional.of(step.state()))
                .open(Optional.of(OpenStep.intent(step.effect(), step.next(), step.pace())))
                .done();
    }

    /** A new attempt at a step that surely wasn't performed. */
    static Progress attemptedAgain(Progress progress) {
        return progress.change().open(progress.open().map(OpenStep::again)).done();
    }

    /** What follows is written in this version. */
    static Progress rewritten(Progress progress, int stateVersion) {
        return progress.change().stateVersion(stateVersion).done();
    }

    /** The open step was performed and led to this state. */
    static Progress performed(Progress progress, Bytes next) {
        return closed(progress, next)
                .failures(0)
                .lapses(0)
                .probation(false)
                .error(Optional.empty())
                .done();
    }

    /** The open step is in doubt and left behind. */
    static Progress skipped(Progress progress, Doubt doubt, Optional<Throwable> error) {
        OpenStep open = progress.open().orElseThrow();
        DoubtLog doubts = progress.doubts().with(doubt);
        Progress.Change change = closed(progress, open.nextState())
                .doubts(doubts)
                .error(error.map(Problems::text).or(progress::error));
        boolean park = doubts.endedInDoubtBefore(progress.sequence() + 1) >= MOST_DOUBTS_IN_A_ROW;
        return (park ? change.status(Status.PARKED) : change).done();
    }

    /** The open step is in doubt, and its sink says that it happened. Who delivered it is gone: its lapses are no better for that. */
    static Progress delivered(Progress progress, Doubt doubt) {
        return closed(progress, progress.open().orElseThrow().nextState())
                .doubts(progress.doubts().with(doubt))
                .failures(0)
                .error(Optional.empty())
                .done();
    }

    /** The open step is in doubt no more: no attempt at it has happened. */
    static Progress notDelivered(Progress progress, Doubt doubt) {
        return progress.change()
                .open(progress.open().map(OpenStep::notDelivered))
                .doubts(progress.doubts().with(doubt))
                .done();
    }

    /** The doubt is on record, the step stands as it stood. */
    static Progress doubted(Progress progress, Doubt doubt) {
        return progress.change().doubts(progress.doubts().with(doubt)).done();
    }

    /** {@code perform}, or the question what became of it, ended so that nobody knows; another try follows. */
    static Progress unresolved(Progress progress, Throwable error) {
        return failed(progress, error, true);
    }

    /** The open step surely wasn't performed. */
    static Progress notPerformed(Progress progress, Throwable error) {
        Progress unperformed = unperformed(progress);
        boolean doubted = unperformed.open().filter(OpenStep::inDoubt).isPresent();
        return failed(unperformed, error, doubted);
    }

    /** The open step's present attempt never began. */
    static Progress unperformed(Progress progress) {
        return progress.change()
                .open(progress.open().map(OpenStep::notPerformed))
                .done();
    }

    /** The open step's present attempt never began: it can't be read, and a person must look. */
    static Progress unreadable(Progress progress, String error) {
        return parked(unperformed(progress), error);
    }

    /** A decision failed. */
    static Progress undecided(Progress progress, Throwable error) {
        return failed(progress, error, false);
    }

    /** A person must look. */
    static Progress parked(Progress progress, String error) {
        return progress.change().status(Status.PARKED).error(Optional.of(error)).done();
    }

    /** The run is over. */
    static Progress finished(Progress progress) {
        return progress.change()
                .status(Status.FINISHED)
                .failures(0)
                .lapses(0)
                .probation(false)
                .error(Optional.empty())
                .done();
    }

    private static Progress failed(Progress progress, Throwable error, boolean doubted) {
        int failures = progress.failures() + 1;
        Progress.Change change = progress.change().failures(failures).error(Optional.of(Problems.text(error)));
        if (failures >= Backoff.MOST_FAILURES) {
            change.status(doubted ? Status.PARKED : Status.FAILED);
        }
        return change.done();
    }

    private static Progress.Change closed(Progress progress, Bytes next) {
        return progress.change().open(Optional.empty()).state(Optional.of(next)).sequence(progress.sequence() + 1);
    }
}
