/**
 * The conformance kit: nothing here yet, a first draft comes soon. The author of a store will run it to see which rules
 * of the store contract the store keeps. It may know the contract, JUnit and AssertJ; it never names the engine or a
 * backend.
 */
@NullMarked
package io.leasehold.tck;

import org.jspecify.annotations.NullMarked;
