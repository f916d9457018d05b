package io.leasehold.simulator.realtime;

import java.util.List;

/** The instances of a run. Used by one thread. */
public interface Troop {
    /** Starts one more instance, under a name not used before; doesn't wait for its lease. */
    void start() throws InterruptedException;

    /** Those that were started, and neither stand still nor are gone. */
    List<? extends Victim> running();
}
