package io.leasehold.simulator.automation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a release of the instances' program can do; several may run side by side on one store. */
public enum Release {
    /** Messages, their state in its first version. */
    FIRST(List.of(new Runs(MessageType.NAME, 1))),
    /** Writes the state of messages otherwise, and has bulletins too. */
    SECOND(List.of(new Runs(MessageType.NAME, 2), new Runs(MessageType.BULLETIN, 1)));

    private final List<Runs> types;

    /** A job type, and the version in which its state is written; earlier ones are read. */
    public record Runs(String type, int version) {}

    Release(List<Runs> types) {
        this.types = types;
    }

    /** The job types that it runs. */
    public List<Runs> types() {
        return types;
    }

    /** The same, each type with the newest state version that is read. */
    public Map<String, Integer> reads() {
        Map<String, Integer> reads = new LinkedHashMap<>();
        types.forEach(runs -> reads.put(runs.type, runs.version));
        return reads;
    }
}
