package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.LeaseErased;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Parked;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many jobs each instance owns, as claims and releases tell. Not thread-safe. */
final class Loads {
    private final Map<String, Claimed> owners = new LinkedHashMap<>();
    private final KnownClaims known = new KnownClaims();
    private final Map<String, Integer> loads = new LinkedHashMap<>();

    void look(HistoryEvent event) {
        known.look(event);
        if (event instanceof Claimed claim) {
            Claimed former = owners.get(claim.job());
            if (former == null || former.token() < claim.token()) {
                owns(claim);
                left(former);
            }
        } else if (event instanceof Released released) {
            Claimed former = owners.get(released.job());
            if (former != null && former.token() == released.token()) {
                owners.remove(released.job());
                left(former);
            }
        } else if (event instanceof SetBack back) {
            left(owners.remove(back.job()));
            known.owner(back).ifPresent(this::owns);
        } else if (event instanceof LeaseErased gone) {
            lost(gone);
        } else if (event instanceof Parked parked) {
            left(owners.remove(parked.job()));
        } else if (event instanceof Ordered order && order.erases()) {
            left(owners.remove(order.job()));
        }
    }

    /** What is owned under a lease that has no record nobody owns: its jobs wait to be found. */
    private void lost(LeaseErased gone) {
        List<Claimed> strays = owners.values().stream()
                .filter(claim -> claim.lease().equals(gone.lease()))
                .toList();
        strays.forEach(stray -> left(owners.remove(stray.job())));
    }

    private void owns(Claimed claim) {
        owners.put(claim.job(), claim);
        loads.merge(claim.instance(), 1, Integer::sum);
    }

    private void left(@Nullable Claimed former) {
        if (former != null) {
            loads.merge(former.instance(), -1, Integer::sum);
        }
    }

    int of(String instance) {
        return loads.getOrDefault(instance, 0);
    }

    /** How many jobs have an owner. */
    int all() {
        return owners.size();
    }
}
