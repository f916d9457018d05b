package io.leasehold.tck.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Counts the cases of each rule while the kit runs. Once all of it has run over a store, the summary is printed and written as text and as
 * JSON, and a rule without a case fails the run. When only some tests were chosen, it says so and writes nothing.
 *
 * <p>Settings, as system properties or JUnit's configuration parameters: {@code leasehold.tck.folder} (default
 * {@code target/leasehold-tck}; empty: write nothing) and {@code leasehold.tck.print} (default {@code true}).
 */
public final class KitReport implements BeforeAllCallback, AfterAllCallback, TestWatcher {
    private static final Namespace HERE = Namespace.create(KitReport.class);
    private static final int WHY = 200;

    /** For JUnit. */
    public KitReport() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        if (context.getStore(HERE).get(Tally.class) == null) {
            context.getStore(HERE).put(Tally.class, new Tally(context));
        }
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        Tally tally = tally(context);
        tally.add(context, Case.Outcome.PASSED, "");
        context.getTestInstance()
                .filter(Recorded.class::isInstance)
                .flatMap(test -> ((Recorded) test).calls().server())
                .ifPresent(tally::server);
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        tally(context).add(context, Case.Outcome.FAILED, said(cause));
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        tally(context).add(context, Case.Outcome.SKIPPED, assumed(said(cause)));
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        tally(context).add(context, Case.Outcome.SKIPPED, line(reason.orElse("disabled")));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        Tally tally = tally(context);
        if (tally.isOf(context)) {
            tell(context, tally.summary(), tally.isWhole());
        }
    }

    private static void tell(ExtensionContext context, Summary summary, boolean whole) throws IOException {
        if (!setting(context, "leasehold.tck.print", "true").equals("false")) {
            System.out.println(whole ? summary.text() : summary.head() + " (part of a run)");
        }
        if (whole) {
            write(summary, setting(context, "leasehold.tck.folder", "target/leasehold-tck"));
            if (!summary.untested().isEmpty()) {
                throw new AssertionError("the kit has no case for " + summary.untested());
            }
        }
    }

    private static void write(Summary summary, String folder) throws IOException {
        if (folder.isEmpty()) {
            return;
        }
        Path written = Files.createDirectories(Path.of(folder));
        Files.writeString(written.resolve(summary.store() + ".txt"), summary.text());
        Files.writeString(written.resolve(summary.store() + ".json"), SummaryJson.of(summary));
    }

    private static Tally tally(ExtensionContext context) {
        Tally tally = context.getStore(HERE).get(Tally.class, Tally.class);
        if (tally == null) {
            throw new IllegalStateException("tests are counted within a class");
        }
        return tally;
    }

    private static String setting(ExtensionContext context, String name, String otherwise) {
        return context.getConfigurationParameter(name).orElse(otherwise);
    }

    private static String said(@Nullable Throwable cause) {
        return cause == null ? "" : line(String.valueOf(cause.getMessage()));
    }

    /** What AssertJ and JUnit write around the words of an assumption says nothing more. */
    private static String assumed(String said) {
        return said.replaceFirst("^assumption was not met due to: \\[([^]]*)].*$", "not so: $1")
                .replaceFirst("^Assumption failed: ", "");
    }

    /** The message before the story, on one line, without the rule and sentence that it may begin with. */
    private static String line(String message) {
        String line = message.split("\n\nTest R", 2)[0]
                .replaceFirst("^\\s*\\[R[^]]*]", "")
                .replaceAll("\\s+", " ")
                .strip();
        return line.length() <= WHY ? line : line.substring(0, WHY) + "…";
    }
}
