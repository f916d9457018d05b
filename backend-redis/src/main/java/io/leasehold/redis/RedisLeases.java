package io.leasehold.redis;

import io.leasehold.store.Arguments;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Load;
import java.time.Duration;
import java.util.List;

/** Leases (R1 to R4): a heartbeat changes one hash and one place in an index, however many jobs the lease owns. */
final class RedisLeases {
    private final Calls calls;

    RedisLeases(Calls calls) {
        this.calls = calls;
    }

    LeaseState grant(LeaseId lease, String label, Duration ttl) {
        Arguments.grant(label, ttl);
        return state(calls.run(
                Script.GRANT,
                new Values().add(lease.value()).add(label).add(ttl.toMillis()).add(Load.NONE.room())));
    }

    LeaseState renew(LeaseId lease, Duration extension, Load load) {
        Arguments.renew(extension);
        return state(calls.run(
                Script.RENEW,
                new Values()
                        .add(lease.value())
                        .add(extension.toMillis())
                        .add(load.jobs())
                        .add(load.room())
                        .add(load.weight())));
    }

    void end(LeaseId lease, LeaseEnd how) {
        calls.run(Script.END, new Values().add(lease.value()).add(how.name()));
    }

    /** Standing and time left. */
    static LeaseState state(Reply reply) {
        List<Reply> parts = reply.parts();
        return parts.get(0).text().equals("LIVE")
                ? new LeaseState.Live(parts.get(1).millis())
                : new LeaseState.Ended();
    }
}
