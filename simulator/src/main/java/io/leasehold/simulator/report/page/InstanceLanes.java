package io.leasehold.simulator.report.page;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.InstanceStarted;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.OfInstance;
import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import io.leasehold.simulator.history.HistoryEvent.Stopped;
import io.leasehold.simulator.history.HistoryEvent.Troubled;
import io.leasehold.simulator.history.HistoryEvent.Woken;
import io.leasehold.simulator.report.page.Lanes.InstanceLane;
import io.leasehold.simulator.report.page.Lanes.Mark;
import io.leasehold.simulator.report.page.Lanes.Owned;
import io.leasehold.simulator.report.page.Lanes.Span;
import io.leasehold.simulator.report.page.Lanes.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows each instance through a history: how it was when, and what befell it. Not thread-safe. */
final class InstanceLanes {
    private final Map<String, Followed> instances = new LinkedHashMap<>();
    private final List<Mark> marks = new ArrayList<>();
    private final long endMillis;

    private static final class Followed {
        private final int place;
        private final List<Span> spans = new ArrayList<>();
        private @Nullable State state;
        private long sinceMillis;

        private Followed(int place) {
            this.place = place;
        }

        private void becomes(@Nullable State next, long atMillis) {
            if (state != null) {
                spans.add(new Span(sinceMillis, atMillis, state));
            }
            state = next;
            sinceMillis = atMillis;
        }
    }

    private InstanceLanes(long endMillis) {
        this.endMillis = endMillis;
    }

    static InstanceLanes of(List<HistoryEvent> events, long endMillis) {
        InstanceLanes lanes = new InstanceLanes(endMillis);
        for (HistoryEvent event : events) {
            if (event instanceof OfInstance ofInstance) {
                lanes.look(ofInstance);
            }
        }
        lanes.instances.values().forEach(instance -> instance.becomes(null, endMillis));
        return lanes;
    }

    private void look(OfInstance event) {
        Followed instance = instances.computeIfAbsent(event.instance(), name -> new Followed(instances.size()));
        if (event instanceof InstanceStarted) {
            befalls(instance, event, State.ALIVE, "start", "started");
        } else if (event instanceof Killed kill) {
            befalls(instance, event, null, "kill", "killed " + kill.phase().words());
        } else if (event instanceof Frozen freeze) {
            befalls(
                    instance,
                    event,
                    State.FROZEN,
                    "freeze",
                    "frozen " + freeze.phase().words());
        } else if (event instanceof Woken) {
            befalls(instance, event, State.ALIVE, "wake", "woken");
        } else if (event instanceof StopAsked) {
            befalls(instance, event, State.LEAVING, "stop", "asked to stop in order");
        } else if (event instanceof Stopped) {
            instance.becomes(null, event.atMillis());
        } else if (event instanceof Troubled trouble && cutsOff(trouble)) {
            long until = Math.min(endMillis, trouble.atMillis() + trouble.forMillis());
            instance.spans.add(new Span(trouble.atMillis(), until, State.CUT));
        }
    }

    private static boolean cutsOff(Troubled trouble) {
        return trouble.what().startsWith("CUT") || trouble.what().equals("OUTAGE");
    }

    private void befalls(Followed instance, OfInstance event, @Nullable State next, String kind, String words) {
        instance.becomes(next, event.atMillis());
        marks.add(new Mark(event.atMillis(), instance.place, kind, words));
    }

    /** What had befallen this one last at that moment, for which its lease can have ended. */
    String fate(String instance, long atMillis) {
        int place = place(instance);
        Optional<Mark> last = marks.stream()
                .filter(mark -> mark.instance() == place && mark.at() <= atMillis)
                .reduce((earlier, later) -> later);
        Optional<Span> cut = place < 0 ? Optional.empty() : lastCut(instance, atMillis);
        if (cut.isPresent() && last.isPresent() && cut.get().from() > last.get().at()) {
            return "cut off";
        }
        return last.map(mark -> mark.kind().equals("start") ? "not heard of any more" : mark.words())
                .orElse("not heard of any more");
    }

    private Optional<Span> lastCut(String instance, long atMillis) {
        return Objects.requireNonNull(instances.get(instance)).spans.stream()
                .filter(span -> span.state() == State.CUT && span.from() <= atMillis)
                .reduce((earlier, later) -> later);
    }

    /** Its place among the lanes; -1: there is no such instance. */
    int place(String instance) {
        Followed followed = instances.get(instance);
        return followed == null ? -1 : followed.place;
    }

    List<InstanceLane> lanes() {
        return instances.entrySet().stream()
                .map(entry -> new InstanceLane(entry.getKey(), entry.getValue().spans))
                .toList();
    }

    List<Mark> marks() {
        return List.copyOf(marks);
    }

    /** This time as this owner's, divided into what it was there for and what it was gone for. */
    List<Owned> owned(String instance, long from, long to) {
        Followed owner = instances.get(instance);
        if (owner == null) {
            return List.of();
        }
        List<Owned> pieces = new ArrayList<>();
        long since = from;
        for (Span span : owner.spans) {
            boolean there = span.state() == State.ALIVE || span.state() == State.LEAVING;
            if (there && span.to() > since && span.from() < to) {
                piece(pieces, since, Math.min(to, span.from()), owner.place, true);
                since = Math.max(since, span.from());
                piece(pieces, since, Math.min(to, span.to()), owner.place, false);
                since = Math.min(to, span.to());
            }
        }
        piece(pieces, since, to, owner.place, true);
        return pieces;
    }

    private static void piece(List<Owned> pieces, long from, long to, int place, boolean gone) {
        if (to > from) {
            pieces.add(new Owned(from, to, place, gone));
        }
    }
}
