package io.leasehold.simulator.processes;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.Woken;
import io.leasehold.simulator.oracle.Downtime;
import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.processes.Child.Life;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was done to processes, by their exit codes and the clock.
 *
 * @param started how many JVMs were started as instances
 * @param sigkills how many of them SIGKILL ended
 * @param halts how many halted themselves where they were told to
 * @param sigstops how many times one was stopped by SIGSTOP and woken by SIGCONT
 * @param shortestFreezeMillis the shortest time that one stood still; 0 for none
 * @param longestFreezeMillis the longest
 * @param sigterms how many ended in order upon SIGTERM
 * @param unsent how many steps never reached the sink, each of them reported in doubt
 * @param host what the death of the H2 file's host cost, if it was killed
 */
public record ProcessFigures(
        int started,
        long sigkills,
        long halts,
        int sigstops,
        long shortestFreezeMillis,
        long longestFreezeMillis,
        long sigterms,
        long unsent,
        @Nullable HostLoss host) {
    /** 128 + 9, as shells count. */
    private static final int SIGKILL = 137;

    /** 128 + 15. */
    private static final int SIGTERM = 143;

    static ProcessFigures of(List<Child> children, Evidence evidence, @Nullable HostLoss host) {
        List<Long> freezes = freezes(evidence.events());
        return new ProcessFigures(
                children.size(),
                ended(children, Life.KILLED, SIGKILL),
                ended(children, Life.KILLED, Wire.HALTED),
                freezes.size(),
                freezes.stream().mapToLong(Long::longValue).min().orElse(0),
                Downtime.percentile(freezes, 1),
                ended(children, Life.STOPPED, SIGTERM),
                evidence.skipped().stream()
                        .filter(step -> !evidence.effects().containsKey(step))
                        .count(),
                host);
    }

    private static long ended(List<Child> children, Life life, int code) {
        return children.stream()
                .filter(child -> child.life() == life && child.exitCode() == code)
                .count();
    }

    private static List<Long> freezes(List<HistoryEvent> events) {
        Map<String, Long> since = new LinkedHashMap<>();
        List<Long> millis = new ArrayList<>();
        for (HistoryEvent event : events) {
            if (event instanceof Frozen frozen) {
                since.put(frozen.instance(), frozen.atMillis());
            } else if (event instanceof Woken woken && since.containsKey(woken.instance())) {
                millis.add(woken.atMillis() - since.remove(woken.instance()));
            }
        }
        return millis;
    }

    /** In words, by name: what the table says besides. */
    public Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(
                "processes",
                started + " JVMs: " + sigkills + " ended by SIGKILL, " + halts + " halted themselves, " + sigterms
                        + " ended in order by SIGTERM");
        rows.put(
                "SIGSTOP",
                sigstops == 0
                        ? "none"
                        : sigstops + ", SIGCONT after " + shortestFreezeMillis + " to " + longestFreezeMillis + " ms");
        rows.put("never sent", unsent + " steps, each of them reported in doubt");
        if (host != null) {
            rows.put(
                    "host killed",
                    host.jobs() + " jobs went on, beyond their pace p50 " + host.p50Millis() + " ms, max "
                            + host.maxMillis() + " ms later");
        }
        return rows;
    }
}
