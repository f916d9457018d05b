package io.leasehold.tck.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a failed test called, one line a call. */
final class Story {
    private static final int ALIKE = 4;

    private final List<Call> all;
    private final List<Call> told;

    Story(List<Call> all, List<Call> told) {
        this.all = all;
        this.told = told;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < told.size(); ) {
            int to = endOfAlike(from);
            alike(told.subList(from, to), lines);
            from = to;
        }
        return head() + lines.stream().collect(Collectors.joining("\n  ", "\n  ", ""));
    }

    private String head() {
        int left = all.size() - told.size();
        String before = all.get(0).number() > 1 ? "; the earliest calls are forgotten" : "";
        return "What was called since the store was opened, in the order of beginnings"
                + (left == 0
                        ? ""
                        : " (left out: " + left + " on other jobs and leases; -Dleasehold.tck.calls=all tells all)")
                + before + ":";
    }

    private int endOfAlike(int from) {
        int to = from + 1;
        while (to < told.size() && told.get(to).isLike(told.get(from))) {
            to++;
        }
        return to;
    }

    private void alike(List<Call> calls, List<String> lines) {
        if (calls.size() <= ALIKE) {
            calls.forEach(call -> lines.add(line(call)));
            return;
        }
        lines.add(line(calls.get(0)));
        lines.add("… " + (calls.size() - 2) + " more " + calls.get(0).operation());
        lines.add(line(calls.get(calls.size() - 1)));
    }

    private String line(Call call) {
        String meanwhile = all.stream()
                .filter(earlier -> earlier.overlaps(call))
                .map(earlier -> String.valueOf(earlier.number()))
                .limit(ALIKE)
                .collect(Collectors.joining(", "));
        return call.number() + ". [" + call.thread() + "] " + call.client() + ": " + call.operation() + call.said()
                + (call.ended().isPresent() ? "" : " → no answer yet")
                + (meanwhile.isEmpty() ? "" : " (began while " + meanwhile + " ran)");
    }
}
