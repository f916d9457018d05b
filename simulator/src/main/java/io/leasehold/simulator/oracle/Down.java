package io.leasehold.simulator.oracle;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** DOWN: no job stands still for longer than the engine's own stated bound. */
public final class Down implements Oracle {
    @Override
    public String name() {
        return "DOWN";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        List<Downtime> downtimes = Downtime.of(evidence.events());
        List<String> violations = downtimes.stream()
                .map(downtime -> tooLong(downtime, evidence.bounds()))
                .flatMap(Optional::stream)
                .toList();
        return new Judgement(name(), downtimes.size(), violations);
    }

    private static Optional<String> tooLong(Downtime downtime, Bounds bounds) {
        Duration bound = downtime.kind() == Downtime.Kind.CRASH ? bounds.crash() : bounds.stop();
        String what = "\"" + downtime.job() + "\", whose owner " + downtime.owner() + " "
                + downtime.kind().words() + " at " + downtime.sinceMillis() + " ms, ";
        if (!downtime.ended()) {
            return Optional.of(what + "never went on");
        }
        return downtime.millis() > bound.toMillis()
                ? Optional.of(what + "stood still for " + downtime.millis() + " ms; the bound is " + bound.toMillis())
                : Optional.empty();
    }
}
