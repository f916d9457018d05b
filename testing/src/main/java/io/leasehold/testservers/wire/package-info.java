/**
 * What a store's client does when the network between it and a real server fails: one story for each operation, told with each fault.
 * A store joins by one subclass of {@link io.leasehold.testservers.wire.WireTrouble}; {@link
 * io.leasehold.testservers.wire.EveryOperation} tells them all without a fault. It knows the store contract, the proxy and JUnit.
 */
@NullMarked
package io.leasehold.testservers.wire;

import org.jspecify.annotations.NullMarked;
