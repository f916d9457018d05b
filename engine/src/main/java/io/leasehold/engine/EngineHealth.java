package io.leasehold.engine;

import io.leasehold.store.LeaseId;

/**
 * How an engine is, at the moment of the question.
 *
 * @param state its state
 * @param reason why, in words for a person
 * @param lease its present lease
 * @param jobs how many jobs it owns
 * @param stuckWorkers how many workers are given up and have not come back
 */
public record EngineHealth(State state, String reason, LeaseId lease, int jobs, int stuckWorkers) {
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
