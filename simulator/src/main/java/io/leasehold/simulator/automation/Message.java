package io.leasehold.simulator.automation;

/**
 * The effect of one step.
 *
 * @param to the recipient
 * @param text what it says
 * @param previous the link of the message before it
 * @param chain its own link
 */
public record Message(String to, String text, String previous, String chain) {}
