/**
 * The lease store in Redis, one Lua script for each operation, each script a resource of its own that names the rules it keeps. It may
 * know the store contract and the Redis client; it never names the engine or another backend, and never reads a wall clock.
 */
@NullMarked
package io.leasehold.redis;

import org.jspecify.annotations.NullMarked;
