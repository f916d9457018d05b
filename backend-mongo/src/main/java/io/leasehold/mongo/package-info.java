/**
 * The MongoDB store: nothing here yet, its issue comes later. It will keep leases in a MongoDB collection. It may know
 * the store contract and the MongoDB driver; it never names the engine or another backend.
 */
@NullMarked
package io.leasehold.mongo;

import org.jspecify.annotations.NullMarked;
