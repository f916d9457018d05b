package io.leasehold.engine;

import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.LeaseId;
import java.time.Duration;
import java.util.Optional;

/**
 * How an engine is, at the moment of the question.
 *
 * @param state its state
 * @param reason why, in words for a person
 * @param lease its present lease
 * @param jobs how many jobs it owns
 * @param stuckWorkers how many workers are given up and have not come back
 * @param suspectsWaiting how many jobs, whose last owners were lost over them, are due and wait for another suspect's turn to end
 * @param trouble what the store has not answered for longest, if it doesn't answer
 */
public record EngineHealth(
        State state,
        String reason,
        LeaseId lease,
        int jobs,
        int stuckWorkers,
        int suspectsWaiting,
        Optional<StoreTrouble> trouble) {
    /**
     * Calls of one kind that the store doesn't answer.
     *
     * @param operation the last one
     * @param problem what became of it
     * @param standing for how long none of its kind was answered
     */
    public record StoreTrouble(Operation operation, String problem, Duration standing) {}

    /** What an engine can be. */
    public enum State {
        /** Waiting for its lease. */
        JOINING,
        /** At work under a proven lease. */
        LIVE,
        /** The lease is not proven: no effect starts. */
        SUSPENDED,
        /** Too many workers ignored their interrupt: it has given everything up. */
        STUCK,
        /** Shutting down. */
        LEAVING,
        /** Shut down. */
        CLOSED
    }
}
