package io.leasehold.tck;

/** Counts a client's requests down to the one that is cut; for whoever makes a store under test fail. Used by one thread. */
public final class Scissors {
    private int left;
    private Cut cut = Cut.REFUSED;
    private boolean happened;

    /** Cuts nothing as yet. */
    public Scissors() {}

    /** The n-th request from now on meets this, and no other does. */
    public void cut(int nth, Cut how) {
        left = nth;
        cut = how;
        happened = false;
    }

    /** Cuts nothing any more; answers whether a request was cut. */
    public boolean mend() {
        left = 0;
        return happened;
    }

    /** One more request; answers whether it is the one that is cut. */
    public boolean meet() {
        boolean met = left > 0 && --left == 0;
        happened |= met;
        return met;
    }

    /** What the request that is cut meets. */
    public Cut cut() {
        return cut;
    }
}
