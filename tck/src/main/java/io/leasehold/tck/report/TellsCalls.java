package io.leasehold.tck.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.IncompleteExecutionException;

/**
 * A failed test says, after its own message, the rule's sentence and which client and thread called what until then. The failure stays an
 * {@link AssertionError}, with the original as its cause.
 */
public final class TellsCalls implements TestExecutionExceptionHandler {
    private static final String CALLS = "leasehold.tck.calls";

    /** For JUnit. */
    public TellsCalls() {}

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (skips(failure) || !(context.getRequiredTestInstance() instanceof Recorded recorded)) {
            throw failure;
        }
        boolean all =
                context.getConfigurationParameter(CALLS).filter("all"::equals).isPresent();
        throw told(failure, context.getDisplayName(), recorded.calls().calls(), all);
    }

    /** JUnit 4's assumptions count too, for AssertJ throws those where it finds them. */
    private static boolean skips(Throwable failure) {
        return failure instanceof IncompleteExecutionException
                || failure.getClass().getSimpleName().equals("AssumptionViolatedException");
    }

    static AssertionError told(Throwable failure, String name, List<Call> calls, boolean all) {
        String message = failure instanceof AssertionError
                ? String.valueOf(failure.getMessage())
                : name + "; it " + Words.thrown(failure);
        String told = message + "\n\n" + sentences(name, message.strip())
                + (calls.isEmpty() ? "" : story(calls, message, all));
        return failure instanceof AssertionFailedError compared && compared.isExpectedDefined()
                ? new AssertionFailedError(told, compared.getExpected(), compared.getActual(), failure)
                : new AssertionError(told, failure);
    }

    /** A test may find another rule broken that its own rests on. */
    private static String sentences(String name, String message) {
        Stream<Rule> named = Stream.concat(
                Rule.of(name).stream(), Stream.of(Rule.values()).filter(rule -> message.startsWith("[" + rule + " ")));
        return named.distinct()
                .map(rule -> "Rule " + rule + ": " + rule.sentence() + "\n")
                .collect(Collectors.joining("", "Test " + name + "\n", ""));
    }

    private static String story(List<Call> calls, String message, boolean all) {
        return new Story(calls, all ? calls : Relevant.of(calls, message)).text() + "\n";
    }
}
