/**
 * The engine's loop. Not for use: it may change with every version. Everything here runs on the loop of
 * {@link io.leasehold.engine.runtime.EngineRuntime} unless a class says otherwise; nothing here reads a clock, starts a thread or
 * draws a random number but through that door, and every iteration follows an order that does not depend on the process.
 */
@NullMarked
package io.leasehold.engine.internal;

import org.jspecify.annotations.NullMarked;
