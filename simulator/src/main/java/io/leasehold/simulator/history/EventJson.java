package io.leasehold.simulator.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** An event as one line of JSON, as the history's file and the instances' wires have it. Thread-safe. */
public final class EventJson {
    private final ObjectMapper json = new ObjectMapper();

    /** Knows all kinds of events. */
    public EventJson() {
        kinds(HistoryEvent.class).forEach(json::registerSubtypes);
    }

    /** The event in one line. */
    public String line(HistoryEvent event) {
        try {
            return json.writerFor(HistoryEvent.class).writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("can't be written as JSON: " + event, e);
        }
    }

    /**
     * What {@link #line} wrote.
     *
     * @throws IllegalArgumentException if it is no event
     */
    public HistoryEvent read(String line) {
        try {
            return json.readValue(line, HistoryEvent.class);
        } catch (JsonProcessingException e) {
            throw noEvent(e);
        }
    }

    /** The same event, happened at this moment: who wrote it has another clock. */
    public HistoryEvent at(long millis, HistoryEvent event) {
        ObjectNode tree = json.valueToTree(event);
        tree.put("atMillis", millis);
        try {
            return json.treeToValue(tree, HistoryEvent.class);
        } catch (JsonProcessingException e) {
            throw noEvent(e);
        }
    }

    private static IllegalArgumentException noEvent(JsonProcessingException e) {
        return new IllegalArgumentException(
                "it must be one event as JSON: "
                        + e.getOriginalMessage().lines().findFirst().orElse(""),
                e);
    }

    private static List<Class<?>> kinds(Class<?> sealed) {
        List<Class<?>> kinds = new ArrayList<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isInterface()) {
                kinds.addAll(kinds(permitted));
            } else {
                kinds.add(permitted);
            }
        }
        return kinds;
    }
}
