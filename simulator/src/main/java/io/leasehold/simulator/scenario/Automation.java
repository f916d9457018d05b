package io.leasehold.simulator.scenario;

import java.time.Duration;
import java.util.List;

/**
 * An automation that a user started: numbered messages to one recipient, at a pace.
 *
 * @param id the job's id
 * @param type the kind of automation
 * @param to the recipient
 * @param every the pace, at factor 1
 * @param texts what is sent, over and over until the scenario's time is filled
 */
public record Automation(String id, String type, String to, Duration every, List<String> texts) {
    public Automation {
        texts = List.copyOf(texts);
    }
}
