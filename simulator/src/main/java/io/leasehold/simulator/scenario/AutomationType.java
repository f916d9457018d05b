package io.leasehold.simulator.scenario;

/** The kinds of automation that the simulator knows. */
public enum AutomationType {
    /** A series of messages to a recipient. */
    MESSAGE;

    static AutomationType of(String word) {
        Required.that(
                word.equals("message"), "type must be message, the one the simulator knows, but is \"" + word + '"');
        return MESSAGE;
    }
}
