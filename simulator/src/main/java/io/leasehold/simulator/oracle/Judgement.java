package io.leasehold.simulator.oracle;

import java.util.List;

/**
 * What an oracle found.
 *
 * @param oracle its name
 * @param opportunities how often the rule could have been broken: a rule that nothing tried proves nothing
 * @param violations where it was broken, in sentences for people
 * @param unpromised what looks like it, and isn't promised against
 */
public record Judgement(String oracle, long opportunities, List<String> violations, long unpromised) {
    public Judgement {
        violations = List.copyOf(violations);
    }

    /** Of a rule that is promised without exception. */
    public Judgement(String oracle, long opportunities, List<String> violations) {
        this(oracle, opportunities, violations, 0);
    }

    /** Whether the rule was kept. */
    public boolean kept() {
        return violations.isEmpty();
    }
}
