package io.leasehold.simulator.processes;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.scenario.LeaseTimes;
import java.time.Duration;

/**
 * What an instance is told over its standard input, where nobody else sees it: its name, where the store is, its lease times. Times
 * are in milliseconds and real numbers, that is, before they are divided by the factor.
 */
record Assignment(
        String name,
        String uri,
        String namespace,
        long ttlMillis,
        long heartbeatMillis,
        long scanMillis,
        long promiseMillis,
        int factor) {
    static Assignment of(String name, String uri, String namespace, LeaseTimes lease, int factor) {
        return new Assignment(
                name,
                uri,
                namespace,
                lease.ttl().toMillis(),
                lease.heartbeat().toMillis(),
                lease.scan().toMillis(),
                lease.promise().toMillis(),
                factor);
    }

    EngineSettings settings() {
        return new LeaseTimes(
                        Duration.ofMillis(ttlMillis),
                        Duration.ofMillis(heartbeatMillis),
                        Duration.ofMillis(scanMillis),
                        Duration.ofMillis(promiseMillis))
                .settings(factor);
    }

    /** Without the URI, which may hold a credential. */
    @Override
    public String toString() {
        return "Assignment of " + name;
    }
}
