/**
 * The Redis store: nothing here yet, its issue comes later. It will keep leases in Redis, one Lua script for each
 * operation. It may know the store contract and the Redis client; it never names the engine or another backend.
 */
@NullMarked
package io.leasehold.redis;

import org.jspecify.annotations.NullMarked;
