package io.leasehold.simulator.scenario;

import java.time.Duration;
import java.util.List;

/**
 * A story: which automations run, and for how long.
 *
 * @param name what the story is called
 * @param lasting how long the automations send, at factor 1
 * @param automations who sends what
 */
public record Scenario(String name, Duration lasting, List<Automation> automations) {
    public Scenario {
        automations = List.copyOf(automations);
    }

    /** How many messages this automation comes to. */
    public int steps(Automation automation) {
        return (int) Math.max(1, lasting.toMillis() / automation.every().toMillis());
    }
}
