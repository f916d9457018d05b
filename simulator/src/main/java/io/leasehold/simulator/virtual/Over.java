package io.leasehold.simulator.virtual;

import io.leasehold.simulator.door.Roster;
import io.leasehold.simulator.history.History;
import io.leasehold.store.StoreOptions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** What the store of a run is. */
public enum Over implements Opening {
    /** The in-memory definition: a call is applied at one moment. */
    MEMORY {
        @Override
        public SharedStore opened(LongSupplier clockMillis, StoreOptions options, History history, Roster roster) {
            return new SharedMemory(clockMillis, options, history, roster);
        }
    },
    /** Records: a call is several record calls, between which others come in and its instance may stop. */
    RECORDS {
        @Override
        public SharedStore opened(LongSupplier clockMillis, StoreOptions options, History history, Roster roster) {
            return new SharedRecords(clockMillis, options, history, roster);
        }
    };

    /** Whether users' work can commit together with the store's own records. */
    public boolean commitsWithWork() {
        return this == MEMORY;
    }

    /** As the command line has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What {@link #word} wrote. */
    public static Optional<Over> of(String word) {
        return Arrays.stream(values()).filter(over -> over.word().equals(word)).findFirst();
    }

    /** All words. */
    public static String known() {
        return Arrays.stream(values()).map(Over::word).collect(Collectors.joining(" or "));
    }

    /** What a command that replays a run of this has to say of it, a blank before it. */
    String option() {
        return this == MEMORY ? "" : " --over " + word();
    }
}
