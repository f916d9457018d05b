/**
 * The MongoDB store: every operation is a few commands on single records, each conditional. It may know the store contract and the MongoDB
 * driver; it never names the engine or another backend.
 */
@NullMarked
package io.leasehold.mongo;

import org.jspecify.annotations.NullMarked;
