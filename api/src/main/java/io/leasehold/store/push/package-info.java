/**
 * For stores whose servers push (R20): {@link io.leasehold.store.push.Subscriptions} keeps who wants to hear the bell and a thread that
 * listens for them, and comes back when that breaks; a {@link io.leasehold.store.push.Line} is what a driver brings to it. This package
 * knows the store contract and the JDK alone; it reads no wall clock, and decides nothing.
 */
@NullMarked
package io.leasehold.store.push;

import org.jspecify.annotations.NullMarked;
