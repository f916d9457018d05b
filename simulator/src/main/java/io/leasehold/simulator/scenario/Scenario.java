package io.leasehold.simulator.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.leasehold.store.JobId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run does, in real numbers.
 *
 * @param name for people
 * @param lease the instances' lease times
 * @param automations the jobs
 * @param faults what happens to the instances
 */
public record Scenario(String name, LeaseTimes lease, List<Automation> automations, FaultCounts faults) {
    public Scenario {
        automations = List.copyOf(automations);
        Required.that(!automations.isEmpty(), "automations must hold at least one, but is empty");
        Set<JobId> ids = new LinkedHashSet<>();
        automations.forEach(automation -> Required.that(
                ids.add(automation.id()), "id must be unique, but \"" + automation.id() + "\" stands twice"));
    }

    @JsonCreator
    static Scenario of(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("lease") @Nullable LeaseTimes lease,
            @JsonProperty("automations") @Nullable List<Automation> automations,
            @JsonProperty("faults") @Nullable FaultCounts faults) {
        return new Scenario(
                Required.given("name", name),
                Objects.requireNonNullElse(lease, LeaseTimes.DEFAULT),
                Required.given("automations", automations),
                Objects.requireNonNullElse(faults, FaultCounts.NONE));
    }

    /** The same with every job taking at least this long, in real numbers. */
    public Scenario lasting(Duration least) {
        List<Automation> longer =
                automations.stream().map(job -> job.lasting(least)).toList();
        return new Scenario(name, lease, longer, faults);
    }

    /** The same with other faults. */
    public Scenario faults(FaultCounts other) {
        return new Scenario(name, lease, automations, other);
    }

    /** The same with other lease times. */
    public Scenario lease(LeaseTimes other) {
        return new Scenario(name, other, automations, faults);
    }

    /** How long the longest automation takes, undisturbed. */
    public Duration length() {
        return automations.stream()
                .map(Automation::length)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
