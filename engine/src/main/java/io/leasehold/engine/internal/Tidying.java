package io.leasehold.engine.internal;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.TidyAnswer;
import java.util.Optional;

/** R18: each instance does one step of housekeeping per scan with chance 1/live, so the fleet does about one. */
final class Tidying {
    private final Core core;
    private Optional<String> cursor = Optional.empty();
    private long instances = 1;

    Tidying(Core core) {
        this.core = core;
    }

    /** How many instances share the work. */
    void fleet(long live) {
        instances = Math.max(1, live);
    }

    void perhaps() {
        if (Math.floorMod(core.runtime().randomBits(), instances) != 0) {
            return;
        }
        Optional<String> from = cursor;
        core.<TidyAnswer>ask(Operation.TIDY, store -> store.tidy(from), answer -> {
            if (answer instanceof Answer.Returned<TidyAnswer> returned) {
                cursor = returned.value().next();
            }
        });
    }
}
