package io.leasehold.architecture.planted;

import java.time.Instant;

public final class TellsTheTime {
    public Instant now() {
        return Instant.now();
    }
}
