package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.ClaimLost;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of TOLD: nobody who was left alone hears that it lost a claim that it had ended itself, for it takes up each claim once. (The
 * answer to a release may get lost, and its repeat find another owner: that is no fault of who was disturbed.)
 */
final class EndedClaims {
    private EndedClaims() {}

    private record Claim(String job, long token, String instance) {}

    static List<String> lostAgain(Evidence evidence, Calm calm) {
        Map<Claim, Long> ended = new LinkedHashMap<>();
        List<String> violations = new ArrayList<>();
        for (HistoryEvent event : evidence.events()) {
            if (event instanceof Released released) {
                ended.put(new Claim(released.job(), released.token(), released.instance()), released.atMillis());
            } else if (event instanceof SetBack back) {
                ended.keySet().removeIf(claim -> claim.job.equals(back.job()));
            } else if (event instanceof ClaimLost lost) {
                Long since = ended.get(new Claim(lost.job(), lost.token(), lost.instance()));
                if (since != null && calm.undisturbed(lost.instance(), since, lost.atMillis())) {
                    violations.add(lost.instance() + " heard at " + lost.atMillis() + " ms that it had lost \""
                            + lost.job() + "\" under token " + lost.token() + ", which it had let go of itself at "
                            + since + " ms");
                }
            }
        }
        return violations;
    }
}
