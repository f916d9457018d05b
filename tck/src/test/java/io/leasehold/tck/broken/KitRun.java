package io.leasehold.tck.broken;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.TagFilter.excludeTags;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * One run of the kit over one broken store. Races are left out: whether they turn red is a matter of chance.
 *
 * @param store the store
 * @param red the cases that failed
 */
record KitRun(BrokenStore store, List<Red> red) {
    /**
     * One case that failed.
     *
     * @param rule the rule by which it is named
     * @param sentence what it says of that rule
     * @param message why it failed
     */
    record Red(String rule, String sentence, String message) {
        static Red of(Event failed) {
            String sentence = failed.getTestDescriptor().getDisplayName();
            String message = failed.getRequiredPayload(TestExecutionResult.class)
                    .getThrowable()
                    .orElseThrow()
                    .getMessage();
            return new Red(sentence.split(" ", 2)[0], sentence, message);
        }
    }

    static KitRun over(BrokenStore store) {
        List<Event> failed = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(OverBrokenStore.class))
                .configurationParameter(OverBrokenStore.NAME, store.name())
                .configurationParameter("leasehold.tck.print", "false")
                .configurationParameter("leasehold.tck.folder", "")
                .filters(excludeTags("race"))
                .execute()
                .testEvents()
                .failed()
                .list();
        return new KitRun(store, failed.stream().map(Red::of).toList());
    }

    /** The rules that turned red. */
    TreeSet<String> rules() {
        return red.stream().map(Red::rule).collect(Collectors.toCollection(() -> new TreeSet<>(BrokenStore.BY_NUMBER)));
    }

    @Override
    public String toString() {
        return store + " is red at " + store.rule();
    }
}
