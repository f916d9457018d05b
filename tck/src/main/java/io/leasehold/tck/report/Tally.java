package io.leasehold.tck.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a run of the kit has come to so far. Thread-safe, for JUnit may be told to run tests at once. */
final class Tally {
    private final String owner;
    private final Class<?> kit;
    private final List<Case> cases = new ArrayList<>();
    private final Set<String> ran = new TreeSet<>();
    private String server = "";

    Tally(ExtensionContext owner) {
        this.owner = owner.getUniqueId();
        this.kit = owner.getRequiredTestClass();
    }

    /** Whether this is the author's class, not one of the kit's nested in it. */
    boolean isOf(ExtensionContext context) {
        return owner.equals(context.getUniqueId());
    }

    /** A test of the author's own, which no rule names, counts as run and as nothing else. */
    synchronized void add(ExtensionContext test, Case.Outcome outcome, String why) {
        ran.add(KitTests.present(test));
        Rule.of(test.getDisplayName())
                .ifPresent(rule -> cases.add(new Case(rule, test.getDisplayName(), outcome, why)));
    }

    /** What the store said that it is. */
    synchronized void server(String words) {
        server = words;
    }

    synchronized boolean isWhole() {
        return ran.containsAll(KitTests.of(kit));
    }

    synchronized Summary summary() {
        return new Summary(kit.getName(), server, cases);
    }
}
