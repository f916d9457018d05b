package io.leasehold.store;

import java.time.Duration;
import java.util.List;

/**
 * What a store says of itself.
 *
 * @param kind such as {@code H2} or {@code PostgreSQL}
 * @param version of the server, as it tells it
 * @param timeSource whose clock judges lapses and due times
 * @param namespace which of the server's namespaces is used
 * @param callTimeout within what time every call ends (R22)
 * @param retention how long it keeps what is over
 * @param limits how large the parts of a job may be
 * @param warnings everything that a user should hear; no credential is ever in them
 */
public record StoreDescription(
        String kind,
        String version,
        String timeSource,
        String namespace,
        Duration callTimeout,
        Retention retention,
        Limits limits,
        List<String> warnings) {
    public StoreDescription {
        warnings = List.copyOf(warnings);
    }
}
