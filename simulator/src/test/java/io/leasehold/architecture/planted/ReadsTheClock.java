package io.leasehold.architecture.planted;

public final class ReadsTheClock {
    public long ticks() {
        return System.nanoTime();
    }
}
