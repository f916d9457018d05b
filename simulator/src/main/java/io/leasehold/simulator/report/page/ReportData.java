package io.leasehold.simulator.report.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leasehold.simulator.report.page.Lanes.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the page shows, in the order in which it shows it. What a run can't tell is absent, and its section with it.
 *
 * @param title what was run, in a line
 * @param tookMillis how long it took, by the wall
 * @param verdict what it came to
 * @param figures the key numbers
 * @param timeline who worked on what, when
 * @param downtimes how long jobs stood still after a crash
 * @param sends messages over time
 * @param coverage what befell whom in which phase
 * @param oracles what was held against the evidence
 * @param notInjected what was not done to anybody
 * @param settings how it was run
 * @param replay the command that runs it again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportData(
        String title,
        long tookMillis,
        Ruling verdict,
        List<Figure> figures,
        @Nullable Timeline timeline,
        @Nullable Downtimes downtimes,
        @Nullable SendRate sends,
        @Nullable Matrix coverage,
        List<OracleLine> oracles,
        List<NotInjected> notInjected,
        List<Setting> settings,
        String replay) {
    public ReportData {
        figures = List.copyOf(figures);
        oracles = List.copyOf(oracles);
        notInjected = List.copyOf(notInjected);
        settings = List.copyOf(settings);
    }

    /**
     * The verdict.
     *
     * @param word GREEN, RED, INVALID or INTERRUPTED
     * @param sentence what it means here
     * @param violations what speaks against the run, worst first
     */
    public record Ruling(String word, String sentence, List<Finding> violations) {
        public Ruling {
            violations = List.copyOf(violations);
        }
    }

    /**
     * What one oracle found against the run.
     *
     * @param oracle its name
     * @param sentences the first of its sentences
     * @param more how many more there are
     */
    public record Finding(String oracle, List<String> sentences, long more) {
        private static final int SHOWN = 10;

        public Finding {
            sentences = List.copyOf(sentences);
        }

        /** The first ten of these. */
        public static Finding of(String oracle, List<String> all) {
            return new Finding(oracle, all.stream().limit(SHOWN).toList(), Math.max(0, all.size() - SHOWN));
        }
    }

    /**
     * A key number.
     *
     * @param name of what
     * @param value the number, with its unit
     * @param beside what it is to be read with; empty: nothing
     * @param wrong whether it shouldn't be so
     */
    public record Figure(String name, String value, String beside, boolean wrong) {}

    /**
     * How long jobs stood still after a crash, in milliseconds.
     *
     * @param millis each of them
     * @param boundMillis what the engine says that is at most
     * @param promiseMillis what its settings promise
     * @param beside what else is to be said of it
     */
    public record Downtimes(
            List<Long> millis, long p50, long p99, long max, long boundMillis, long promiseMillis, String beside) {
        public Downtimes {
            millis = List.copyOf(millis);
        }
    }

    /**
     * One oracle.
     *
     * @param name its name
     * @param rule what it holds
     * @param opportunities how often the rule could have been broken
     * @param violations how often it was
     * @param evidence what that says, in a sentence
     */
    public record OracleLine(String name, String rule, long opportunities, long violations, String evidence) {}

    /**
     * A fault that befell nobody.
     *
     * @param number its number among the scenarios
     * @param fault what it is
     * @param why why not
     */
    public record NotInjected(int number, String fault, String why) {}

    /** How something was set. */
    public record Setting(String name, String value) {}
}
