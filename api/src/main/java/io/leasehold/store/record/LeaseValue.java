package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRules;
import io.leasehold.store.EndedLease;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Load;
import java.time.Duration;
import java.util.Optional;

/**
 * A lease as stored; times are epoch milliseconds by the store's clock.
 *
 * @param id which
 * @param label its instance's name for people
 * @param load what its instance last reported
 * @param heardAt when it was granted or last renewed
 * @param endsAt when it lapses
 * @param end how it ended, if it has
 * @param rest fields that only newer code understands
 */
record LeaseValue(LeaseId id, String label, Load load, long heardAt, long endsAt, Optional<End> end, Bytes rest) {
    private static final int FORMAT = 1;

    /** The end of a lease, and whether no job names it any more. */
    record End(LeaseEnd how, long at, boolean drained) {}

    static LeaseValue granted(LeaseId id, String label, long now, Duration ttl) {
        return new LeaseValue(id, label, Load.NONE, now, now + ttl.toMillis(), Optional.empty(), Bytes.EMPTY);
    }

    static LeaseValue buried(LeaseId id, long now) {
        return granted(id, "buried", now, Duration.ZERO).ended(LeaseEnd.LOST, now);
    }

    boolean live() {
        return end.isEmpty();
    }

    boolean lapsed(long now) {
        return live() && endsAt <= now;
    }

    boolean drained() {
        return end.filter(End::drained).isPresent();
    }

    LeaseState state(long now) {
        return live() ? new LeaseState.Live(Duration.ofMillis(Math.max(0, endsAt - now))) : new LeaseState.Ended();
    }

    LeaseValue renewed(Duration extension, Load newLoad, long now) {
        return new LeaseValue(id, label, newLoad, now, now + extension.toMillis(), end, rest);
    }

    LeaseValue ended(LeaseEnd how, long now) {
        return new LeaseValue(id, label, load, heardAt, endsAt, Optional.of(new End(how, now, false)), rest);
    }

    /** An ended lease, marked drained or not. */
    LeaseValue drained(boolean drained) {
        Optional<End> marked = end.map(ended -> new End(ended.how, ended.at, drained));
        return new LeaseValue(id, label, load, heardAt, endsAt, marked, rest);
    }

    Optional<EndedLease> asEnded() {
        return end.map(ended -> new EndedLease(id, label, ended.how, load));
    }

    /** R6: a dead owner, if it has ended. It was last seen at its last renewal, or at its orderly end. */
    Optional<ClaimRules.Former> asFormer() {
        return end.map(ended -> new ClaimRules.Former(id, ended.how, ended.how == LeaseEnd.CLEAN ? ended.at : heardAt));
    }

    Bytes encoded() {
        return new ValueWriter()
                .number(FORMAT)
                .text(id.value())
                .text(label)
                .number(load.jobs())
                .number(load.room())
                .number(load.weight())
                .number(heardAt)
                .number(endsAt)
                .optional(
                        end,
                        (writer, ended) ->
                                writer.constant(ended.how).number(ended.at).flag(ended.drained))
                .last(rest)
                .done();
    }

    static LeaseValue decoded(Bytes value) {
        ValueReader reader = new ValueReader(value);
        reader.number();
        return new LeaseValue(
                new LeaseId(reader.text()),
                reader.text(),
                new Load(reader.number(), reader.number(), reader.small()),
                reader.number(),
                reader.number(),
                reader.optional(ended -> new End(ended.constant(LeaseEnd.class), ended.number(), ended.flag())),
                reader.last());
    }
}
