package io.leasehold.simulator.virtual;

import io.leasehold.engine.EngineSettings;

/** Where the payload and the state of a resting job are. */
public enum Resting {
    /** With its owner too, as long as there is room. */
    IN_MEMORY {
        @Override
        EngineSettings in(EngineSettings settings) {
            return settings;
        }
    },
    /** In the store alone: every step, stop and hand-over reads the job again. */
    ON_THE_SHELF {
        @Override
        EngineSettings in(EngineSettings settings) {
            return settings.idleBytes(0);
        }
    };

    abstract EngineSettings in(EngineSettings settings);

    /** What a command that replays a run of this has to say of it, a blank before it. */
    String option() {
        return this == IN_MEMORY ? "" : " --shelve";
    }
}
