package io.leasehold.store;

import java.time.Duration;

/**
 * How a store is opened, whatever its kind.
 *
 * @param namespace which of the server's namespaces to use: 1 to 40 of {@code a–z 0–9 _}, beginning with a letter
 * @param callTimeout within what time every call ends, at most (R22): 1 ms to 1 h
 * @param retention how long to keep what is over
 */
public record StoreOptions(String namespace, Duration callTimeout, Retention retention) {
    /** Namespace {@code leasehold}, 5 seconds, the default retention. */
    public static final StoreOptions DEFAULT = new StoreOptions("leasehold", Duration.ofSeconds(5), Retention.DEFAULT);

    public StoreOptions {
        if (!namespace.matches("[a-z][a-z0-9_]{0,39}")) {
            throw new IllegalArgumentException(
                    "namespace must be 1 to 40 of a-z, 0-9 and _, beginning with a letter, but is: "
                            + Check.shown(namespace));
        }
        Check.positive("call timeout", callTimeout);
        Check.between("call timeout", callTimeout, Duration.ofMillis(1), Duration.ofHours(1));
    }

    /** The same with another namespace. */
    public StoreOptions namespace(String other) {
        return new StoreOptions(other, callTimeout, retention);
    }

    /** The same with another call timeout. */
    public StoreOptions callTimeout(Duration other) {
        return new StoreOptions(namespace, other, retention);
    }

    /** The same with another retention. */
    public StoreOptions retention(Retention other) {
        return new StoreOptions(namespace, callTimeout, other);
    }
}
