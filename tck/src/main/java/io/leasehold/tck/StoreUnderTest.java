package io.leasehold.tck;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import java.time.Duration;
import java.util.List;

/** One set of records, empty at first, and what the kit does to it. Used by one test, then closed. */
public interface StoreUnderTest extends AutoCloseable {
    /** The store; the same one each time. The kit prepares it. */
    LeaseStore store();

    /**
     * Lets the store's time pass without waiting for it: a settable clock moved on, or every stored time moved back. Zero to some
     * years, in milliseconds at the finest.
     */
    void pass(Duration time);

    /** A second client of the same records, with connections of its own where the store has any; the same one each time. */
    LeaseStore another();

    /** Closes whatever was opened. The records may be thrown away. */
    @Override
    void close();

    /** A store under test whose lease records can be taken away behind its back; without this, the rules on strays are skipped. */
    interface CanLoseLeases extends StoreUnderTest {
        /** Removes the record of this lease, as if it had never been granted. */
        void lose(LeaseId lease);
    }

    /** A store under test whose jobs can be made to name any lease; without this, the rule on drained ones that are named is skipped. */
    interface CanNameOwners extends StoreUnderTest {
        /** Lets a free job name this lease, as a claim does that was applied very late. */
        void name(JobId job, LeaseId owner);
    }

    /** A store under test one of whose requests can be cut; without this, the rules on trouble are skipped. */
    interface CanFail extends StoreUnderTest {
        /** A further client of the same records, whose requests can be cut; the same one each time. */
        LeaseStore failing();

        /** Has the n-th request that this client sends from now on meet this, and no other. */
        void cut(int nth, Cut cut);

        /** Cuts nothing any more; answers whether a request was cut. */
        boolean mend();
    }

    /**
     * A store under test of which a client can run on a clock of its own that is wrong; without this, the rules on such clients are
     * skipped. Where clients have no clock but the machine's, this can only be had from another process.
     */
    interface CanSkewClient extends StoreUnderTest {
        /** A further client of the same records, whose own clock is this far ahead of the others', or behind where it is negative. */
        LeaseStore skewed(Duration ahead);
    }

    /** A store under test whose records outlive its clients; without this, the rules on what is kept are skipped. */
    interface CanReopen extends StoreUnderTest {
        /** Closes every client, then opens the same records anew: {@link #store} and {@link #another} answer the new clients. */
        void reopen();
    }

    /**
     * A store under test that has {@link io.leasehold.store.SameTransaction}, and a table of a user's own in the same database, of rows
     * that are one text each; without this, the rules on work in the store's transaction are skipped. Each method throws what the
     * connection throws.
     *
     * @param <C> what users work with
     */
    interface CanTransact<C> extends StoreUnderTest {
        /** What kind of connection that is. */
        Class<C> connectionType();

        /** Makes the user's table, empty. */
        void table();

        /** Adds a row to it in this connection's transaction. */
        void add(C connection, String row);

        /** What is in it, committed, in the order of the commits. */
        List<String> rows();

        /** A connection of the user's own, in a transaction. */
        C begin();

        /** Commits its transaction. */
        void commit(C connection);

        /** Rolls its transaction back. */
        void rollback(C connection);
    }
}
