/**
 * Stores that are broken on purpose, one mistake each, as a hasty author makes them: the evidence that the conformance kit can fail. Each
 * is a decorator over any lease store and keeps every rule but the one that it breaks. Lives beside the tests alone; nothing that is
 * shipped knows of it.
 */
@NullMarked
package io.leasehold.tck.broken;

import org.jspecify.annotations.NullMarked;
