package io.leasehold.simulator.oracle;

import java.util.List;

/**
 * What an oracle found.
 *
 * @param oracle its name
 * @param opportunities how often the rule could have been broken: a rule that nothing tried proves nothing
 * @param violations where it was broken, in sentences for people
 */
public record Judgement(String oracle, long opportunities, List<String> violations) {
    public Judgement {
        violations = List.copyOf(violations);
    }

    /** Whether the rule was kept. */
    public boolean kept() {
        return violations.isEmpty();
    }
}
