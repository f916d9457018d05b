/**
 * The engine's one door to time, threads and chance. Everything else in the engine is a single-threaded loop behind it, so that the
 * same engine runs in real and in virtual time. To be implemented by those who bring their own time; applications need not know it.
 */
@NullMarked
package io.leasehold.engine.runtime;

import org.jspecify.annotations.NullMarked;
