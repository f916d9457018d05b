package io.leasehold.simulator.oracle;

import java.util.List;

/**
 * What one oracle found.
 *
 * @param oracle its name in capitals
 * @param opportunities how often it could have found something
 * @param violations what it found, a sentence each
 */
public record Verdict(String oracle, long opportunities, List<String> violations) {
    public Verdict {
        violations = List.copyOf(violations);
    }

    /** Whether it found nothing. */
    public boolean green() {
        return violations.isEmpty();
    }
}
