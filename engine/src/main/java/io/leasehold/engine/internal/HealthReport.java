package io.leasehold.engine.internal;

import io.leasehold.engine.EngineHealth;
import io.leasehold.engine.EngineHealth.State;
import java.util.Optional;

/** Health in words. */
final class HealthReport {
    private HealthReport() {}

    static EngineHealth of(LeaseKeeper keeper, Departure departure, int jobs, int stuck) {
        State state = state(keeper, departure);
        return new EngineHealth(state, reason(state, stuck), keeper.lease(), jobs, stuck, 0, Optional.empty());
    }

    private static State state(LeaseKeeper keeper, Departure departure) {
        if (keeper.phase() == LeaseKeeper.Phase.CLOSED) {
            return State.CLOSED;
        } else if (departure.begun()) {
            return State.LEAVING;
        }
        return switch (keeper.phase()) {
            case JOINING -> State.JOINING;
            case LIVE -> State.LIVE;
            case SUSPENDED -> State.SUSPENDED;
            case GIVEN_UP -> State.STUCK;
            case CLOSED -> State.CLOSED;
        };
    }

    private static String reason(State state, int stuck) {
        return switch (state) {
            case JOINING -> "the store has not granted a lease yet";
            case LIVE -> "the lease is proven";
            case SUSPENDED -> "the lease could not be proven before its deadline; the store is asked for ever";
            case STUCK -> stuck + " workers ignore their interrupt: the lease was ended until they come back";
            case LEAVING -> "shutting down";
            case CLOSED -> "shut down";
        };
    }
}
