/**
 * What an application uses: {@link io.leasehold.engine.TakeoverEngine}, its settings, its events and its health. This package knows
 * stores by their contract alone and no backend; whatever touches time, threads or chance goes through
 * {@link io.leasehold.engine.runtime}.
 */
@NullMarked
package io.leasehold.engine;

import org.jspecify.annotations.NullMarked;
