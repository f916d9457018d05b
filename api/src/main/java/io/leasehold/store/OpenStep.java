package io.leasehold.store;

/**
 * A step whose intent is recorded and whose outcome is not. What is performed is always what stands here.
 *
 * @param effect what the step does to the outside world
 * @param nextState where the job stands once the step is done
 * @param pace when the decision after this step is due
 * @param attempt the number of this attempt, from 1; each new attempt is recorded before it begins
 * @param standing what is known of this attempt
 * @param doubted whether an earlier attempt of the same step, by whatever owner, was in doubt
 */
public record OpenStep(Bytes effect, Bytes nextState, Pace pace, int attempt, Standing standing, boolean doubted) {
    public OpenStep {
        Check.atMost("bytes of the effect", effect.size(), Limits.LARGEST.effect());
        Check.atMost("bytes of the next state", nextState.size(), Limits.LARGEST.state());
        Check.between("attempt", attempt, 1, Integer.MAX_VALUE);
    }

    /** The first attempt at this effect, about to be performed. */
    public static OpenStep intent(Bytes effect, Bytes nextState, Pace pace) {
        return new OpenStep(effect, nextState, pace, 1, Standing.INTENDED, false);
    }

    /** The same step, this attempt being known not to have happened. */
    public OpenStep notPerformed() {
        return new OpenStep(effect, nextState, pace, attempt, Standing.NOT_PERFORMED, doubted);
    }

    /** The same step, no attempt at it having happened: whoever was asked says so. */
    public OpenStep notDelivered() {
        return new OpenStep(effect, nextState, pace, attempt, Standing.NOT_PERFORMED, false);
    }

    /** The same step, about to be performed once more. */
    public OpenStep again() {
        return new OpenStep(
                effect, nextState, pace, attempt + 1, Standing.INTENDED, doubted || standing == Standing.INTENDED);
    }

    /** Whether the effect may have happened without its owner knowing. */
    public boolean inDoubt() {
        return doubted || standing == Standing.INTENDED;
    }

    /** What is known of an attempt. */
    public enum Standing {
        /** Its effect may have begun: if its owner is gone, the step is in doubt. */
        INTENDED,
        /** Surely nothing of this attempt left the process. */
        NOT_PERFORMED
    }
}
