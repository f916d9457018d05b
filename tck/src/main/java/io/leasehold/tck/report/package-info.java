/**
 * What the conformance kit tells: the numbered rules in plain words, for a failed test the calls that led to it, and for a run of the kit
 * how many cases each rule had. It may know the contract and JUnit; it never judges a store.
 */
@NullMarked
package io.leasehold.tck.report;

import org.jspecify.annotations.NullMarked;
