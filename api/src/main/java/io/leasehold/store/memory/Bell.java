package io.leasehold.store.memory;

import io.leasehold.store.Subscribable.Subscription;
import java.util.ArrayList;
import java.util.List;

/** R20: the number that rings change, and who hears of it, in the order of their subscribing. Thread-safe; calls nobody under its lock. */
final class Bell {
    private final List<Hearer> hearers = new ArrayList<>();
    private long number;

    synchronized long number() {
        return number;
    }

    synchronized void number(long other) {
        number = other;
    }

    void ring() {
        count().forEach(hearer -> hearer.rung.run());
    }

    private synchronized List<Hearer> count() {
        number++;
        return List.copyOf(hearers);
    }

    synchronized Subscription subscribe(Runnable rung) {
        Hearer hearer = new Hearer(rung);
        hearers.add(hearer);
        return hearer;
    }

    private synchronized void remove(Hearer hearer) {
        hearers.remove(hearer);
    }

    /** Ends every subscription. */
    synchronized void close() {
        hearers.clear();
    }

    /** One subscription, told apart by its identity. */
    private final class Hearer implements Subscription {
        private final Runnable rung;

        private Hearer(Runnable rung) {
            this.rung = rung;
        }

        @Override
        public void close() {
            remove(this);
        }
    }
}
