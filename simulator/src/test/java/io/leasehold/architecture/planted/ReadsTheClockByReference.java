package io.leasehold.architecture.planted;

import java.time.Instant;
import java.util.function.Supplier;

public final class ReadsTheClockByReference {
    public Supplier<Instant> clock() {
        return Instant::now;
    }
}
