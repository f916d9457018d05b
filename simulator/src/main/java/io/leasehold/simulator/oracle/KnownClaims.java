package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every claim that a history tells of, so that it can be said whose a job is that the store has set back. Fed event by event. */
final class KnownClaims {
    private final Map<String, Map<Key, Claimed>> claims = new LinkedHashMap<>();

    /** A store that forgets may issue a token again, to another lease. */
    private record Key(long token, @Nullable String lease) {}

    void look(HistoryEvent event) {
        if (event instanceof Claimed claim) {
            claims.computeIfAbsent(claim.job(), job -> new LinkedHashMap<>())
                    .put(new Key(claim.token(), claim.lease()), claim);
        }
    }

    /** Whose the job is by what the store has of it again. */
    Optional<Claimed> owner(SetBack back) {
        Key key = new Key(back.token(), back.lease());
        return Optional.ofNullable(claims.getOrDefault(back.job(), Map.of()).get(key));
    }

    /** The claims of the job under tokens above this one. */
    List<Claimed> above(String job, long token) {
        return claims.getOrDefault(job, Map.of()).values().stream()
                .filter(claim -> claim.token() > token)
                .toList();
    }

    /** Leaves a job with the claim that the store has of it again, among the claims that a model holds for present. */
    void setBack(SetBack back, Map<String, Claimed> present) {
        owner(back).ifPresentOrElse(claim -> present.put(back.job(), claim), () -> present.remove(back.job()));
    }
}
