package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import io.leasehold.simulator.history.HistoryEvent.Stopped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * LEAK: an instance that was asked to stop has given back its threads and timers within its shutdown budget, whatever the store does,
 * unless it was killed or frozen meanwhile. Nor does anybody keep its lease while more workers ignore their interrupt than it bears.
 */
public final class Leak implements Oracle {
    @Override
    public String name() {
        return "LEAK";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Calm calm = evidence.calm();
        long most = evidence.bounds().shutdown().toMillis();
        long end = evidence.events().isEmpty()
                ? 0
                : evidence.events().get(evidence.events().size() - 1).atMillis();
        List<StopAsked> stops = evidence.all(StopAsked.class).stream()
                .filter(stop -> stop.atMillis() + most <= end)
                .filter(stop -> calm.ran(stop.instance(), stop.atMillis(), stop.atMillis() + most))
                .toList();
        List<String> violations = stops.stream()
                .filter(stop -> stopped(evidence, stop)
                        .filter(at -> at - stop.atMillis() <= most)
                        .isEmpty())
                .map(stop -> stop.instance() + " was asked to stop at " + stop.atMillis()
                        + " ms and had not given back everything " + most + " ms later")
                .toList();
        List<String> all = Stream.concat(violations.stream(), LeakedWorkers.kept(evidence, calm).stream())
                .toList();
        return new Judgement(name(), stops.size(), all);
    }

    private static Optional<Long> stopped(Evidence evidence, StopAsked stop) {
        return evidence.all(Stopped.class).stream()
                .filter(stopped -> stopped.instance().equals(stop.instance()))
                .map(Stopped::atMillis)
                .findFirst();
    }
}
